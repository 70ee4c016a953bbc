using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Options;
using RedactingGateway.State.Redis;
using StackExchange.Redis;

namespace RedactingGateway.State.Salts;

/// <summary>Asks the other nodes for a salt and answers them, by messages that Redis passes on and keeps nowhere.</summary>
internal sealed class SaltExchange
{
    // 3 questions of 700 ms: a message may be lost while a node connects; a start waits two seconds at most for one salt.
    private const int Questions = 3;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMilliseconds(700);

    private readonly ConcurrentDictionary<string, Question> _asked = new(StringComparer.Ordinal);
    private readonly RedisLink _link;
    private readonly SaltFiles _files;
    private readonly SaltSeal[] _seals;
    private readonly TimeProvider _time;
    private bool _listens;

    public SaltExchange(RedisLink link, SaltFiles files, RootSecret secret, TimeProvider time)
    {
        _link = link;
        _files = files;
        _seals = secret.Previous is { } previous ? [new SaltSeal(secret.Bytes), new SaltSeal(previous)] : [new SaltSeal(secret.Bytes)];
        _time = time;
        link.OnRecovery(ListenAsync);
    }

    /// <summary>The salt with this commitment from any other node; null where none answers in time.</summary>
    public async Task<byte[]?> AskAsync(Epoch epoch, string commitment)
    {
        for (var i = 0; i < Questions; i++)
        {
            var request = string.Create(
                CultureInfo.InvariantCulture, $"{epoch.RotateDays}:{epoch.Number}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");
            var question = new Question(commitment);
            _asked[request] = question;
            try
            {
                await _link.SendAsync(db => db.PublishAsync(RedisKeys.SaltRequests, request));
                return await question.Answer.Task.WaitAsync(AnswerLimit, _time);
            }
            catch (TimeoutException)
            {
                // Asked again.
            }
            finally
            {
                _asked.TryRemove(request, out _);
            }
        }

        return null;
    }

    /// <summary>What stands in Redis for a salt: by it a salt is known, and not found.</summary>
    public static string Commit(ReadOnlySpan<byte> salt) => Convert.ToHexStringLower(SHA256.HashData(salt));

    private async Task ListenAsync()
    {
        if (_listens)
        {
            return;
        }

        var subscriber = (await _link.MultiplexerAsync()).GetSubscriber();
        await subscriber.SubscribeAsync(RedisKeys.SaltRequests, (_, request) => Answer(subscriber, (string?)request ?? ""));
        await subscriber.SubscribeAsync(RedisKeys.SaltAnswers, (_, answer) => Take((string?)answer ?? ""));
        _listens = true;
    }

    private void Answer(ISubscriber subscriber, string request)
    {
        var parts = request.Split(':');
        if (_asked.ContainsKey(request) || parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || _files.ReadAny(new Epoch(days, number)) is not { } salt)
        {
            return;
        }

        // The asking node may have only one of the secrets, the old or the new.
        foreach (var seal in _seals)
        {
            subscriber.Publish(RedisKeys.SaltAnswers, $"{request}={Convert.ToBase64String(seal.Seal(request, salt))}", CommandFlags.FireAndForget);
        }

        CryptographicOperations.ZeroMemory(salt);
    }

    private void Take(string answer)
    {
        var end = answer.IndexOf('=');
        if (end < 0 || !_asked.TryGetValue(answer[..end], out var question))
        {
            return;
        }

        Span<byte> bytes = stackalloc byte[128];
        if (!Convert.TryFromBase64String(answer[(end + 1)..], bytes, out var length))
        {
            return;
        }

        foreach (var seal in _seals)
        {
            // A node whose proposal lost may answer too: the commitment tells.
            if (seal.TryOpen(answer[..end], bytes[..length]) is { } salt && Commit(salt) == question.Commitment)
            {
                question.Answer.TrySetResult(salt);
            }
        }
    }

    private sealed record Question(string Commitment)
    {
        public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
