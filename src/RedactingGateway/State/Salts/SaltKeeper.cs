using System.Security.Cryptography;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.State.Salts;

/// <summary>Prepares the salts of the policy's epochs ahead of time and destroys them after their end.</summary>
internal sealed class SaltKeeper : IAsyncDisposable
{
    // 24 hours: a session stays in the epoch in which it began, and none lives longer.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromHours(24);

    // Every minute: so long does a salt outlive its time, and so long are nodes of two minds after a split.
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly EpochSalts _salts;
    private readonly SaltFiles _files;
    private readonly SaltAgreement? _agreement;
    private readonly PolicyHolder _policies;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _one = new(1);
    private ITimer? _timer;

    public SaltKeeper(
        EpochSalts salts, SaltFiles files, PolicyHolder policies, TimeProvider time, ILogger<SaltKeeper> logger, SaltAgreement? agreement = null)
    {
        _salts = salts;
        _files = files;
        _agreement = agreement;
        _policies = policies;
        _time = time;
        _logger = logger;
        foreach (var epoch in files.Epochs())
        {
            if (files.ReadAgreed(epoch) is { } salt)
            {
                salts.Put(epoch, salt);
                CryptographicOperations.ZeroMemory(salt);
            }
        }
    }

    /// <summary>Whether an epoch that runs has no salt: its pseudonyms are impossible and their fields are dropped.</summary>
    public bool IsMissingOne
    {
        get
        {
            var policy = _policies.Current;
            var calendar = new EpochCalendar(policy.TimeZone);
            return policy.RotateDays.Any(days => !_salts.Contains(calendar.At(days, _time.GetUtcNow())));
        }
    }

    /// <summary>Prepares what is needed now, and keeps at it.</summary>
    public async Task StartAsync()
    {
        await RunAsync();
        _timer = _time.CreateTimer(static keeper => _ = ((SaltKeeper)keeper!).RunAsync(), this, Every, Every);
    }

    /// <summary>Destroys what is over and prepares this epoch and the next of each length. Ends at once where the node is alone.</summary>
    public Task RunAsync() => RunAsync(_policies.Current);

    /// <summary>The same for a policy that is not in force yet, so that its first request finds its salts.</summary>
    public async Task RunAsync(PolicySnapshot policy)
    {
        await _one.WaitAsync();
        try
        {
            var calendar = new EpochCalendar(policy.TimeZone);
            var now = _time.GetUtcNow();
            foreach (var epoch in _files.Epochs().Where(e => calendar.Ends(e) + KeptAfterEnd <= now).ToList())
            {
                _salts.Destroy(epoch);
                _files.Destroy(epoch);
            }

            foreach (var days in policy.RotateDays)
            {
                var epoch = calendar.At(days, now);
                await PrepareAsync(epoch, calendar, now);
                await PrepareAsync(epoch.Next, calendar, now);
                if (calendar.Ends(epoch.Previous) + KeptAfterEnd > now)
                {
                    await PrepareAsync(epoch.Previous, calendar, now);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _logger.SaltIsMissing(e);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    private async Task PrepareAsync(Epoch epoch, EpochCalendar calendar, DateTimeOffset now)
    {
        // An epoch that is over gets no new salt.
        var isOver = calendar.Ends(epoch) <= now;
        var salt = _agreement is null
            ? _files.ReadAny(epoch) ?? (isOver ? null : RandomNumberGenerator.GetBytes(EpochSalts.Length))
            : await _agreement.AgreeAsync(epoch, mayPropose: !isOver, life: calendar.Ends(epoch) + KeptAfterEnd - now);
        if (salt is not null)
        {
            _files.Keep(epoch, salt);
            _salts.Put(epoch, salt);
            CryptographicOperations.ZeroMemory(salt);
        }
    }
}
