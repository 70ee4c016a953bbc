using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>State that several nodes share: plain keys, none of which expires before its time.</summary>
internal sealed class RedisStore(RedisLink link, StateChanges changes, StateRetention retention) : IStateStore
{
    // 500 records a step of the sweep: Redis serves others in between.
    private const int SweepStep = 500;

    private readonly RedisWrites _writes = new(retention);
    private bool _listens;

    /// <inheritdoc/>
    public bool IsReachable => link.IsUp;

    /// <inheritdoc/>
    public bool MayHaveObjections => true;

    /// <inheritdoc/>
    public async Task ApplyAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        await link.RunAsync(db => _writes.ApplyAsync(db, operation)).WaitAsync(cancellationToken);
        changes.Tell(operation);
    }

    /// <summary>Makes a change while the circuit is still open.</summary>
    public async Task ReplayAsync(StateOperation operation)
    {
        await link.SendAsync(db => _writes.ApplyAsync(db, operation));
        changes.Tell(operation);
    }

    /// <summary>Listens to what other nodes change.</summary>
    public async Task ListenAsync()
    {
        if (_listens)
        {
            return;
        }

        // Once: after an interruption the multiplexer subscribes again by itself.
        var subscriber = (await link.MultiplexerAsync()).GetSubscriber();
        await subscriber.SubscribeAsync(RedisKeys.SubjectChannel, (_, subject) =>
        {
            if (UInt128.TryParse((string?)subject, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var key))
            {
                changes.Tell(new SubjectKey(key));
            }
        });
        await subscriber.SubscribeAsync(RedisKeys.ConsentChannel, (_, record) =>
        {
            if (Guid.TryParse((string?)record, out var id))
            {
                changes.Tell(id);
            }
        });
        _listens = true;
    }

    /// <inheritdoc/>
    public async ValueTask<Objection?> FindObjectionAsync(SubjectKey subject)
    {
        var fields = await link.RunAsync(db => db.HashGetAllAsync(RedisKeys.Objection(subject)));
        return ObjectionFields.Merge([.. fields.Select(f => KeyValuePair.Create((string)f.Name!, (long)f.Value))]);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ConsentEntry>> ReadConsentAsync(Guid id)
    {
        var fields = await link.RunAsync(db => db.HashGetAllAsync(RedisKeys.Consent(id)));
        return [.. fields
            .OrderBy(f => (string?)f.Name, StringComparer.Ordinal)
            .Select(f => JsonSerializer.Deserialize((string)f.Value!, StateJson.Default.ConsentEntry)!)];
    }

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset?> LatestConsentAsync(Guid id) =>
        await NewestEntryAsync(id) ?? (await link.RunAsync(db => db.KeyExistsAsync(RedisKeys.ErasedConsent(id))) ? ConsentRecords.Erased : null);

    /// <inheritdoc/>
    public async ValueTask<string?> ReadTextAsync(string contentHash) => await link.RunAsync(db => db.StringGetAsync(RedisKeys.Text(contentHash)));

    /// <inheritdoc/>
    public async Task<ImmutableArray<DueMessage>> TakeDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [RedisKeys.Messages, RedisKeys.MessagesDue, RedisKeys.MessageAttempts];
        var taken = (RedisValue[])(await link.RunAsync(
            db => db.ScriptEvaluateAsync(RedisScripts.Take, keys, [now.ToMicroseconds(), (now + Outbox.Lease).ToMicroseconds(), max])).WaitAsync(cancellationToken))!;
        return [.. taken.Chunk(2).Select(pair => new DueMessage(JsonSerializer.Deserialize((string)pair[0]!, StateJson.Default.OutboxMessage)!, (int)pair[1]))];
    }

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, DisclosureTally>> ReadDisclosuresAsync(DateOnly from, DateOnly to) =>
        link.RunAsync(db => RedisDisclosures.ReadAsync(db, from, to));

    /// <inheritdoc/>
    public async Task<int> SweepAsync(DateTimeOffset now, StateRetention retention, CancellationToken cancellationToken)
    {
        var before = now - retention.ConsentProof;
        var deleted = 0;
        while (true)
        {
            var members = await link.RunAsync(
                db => db.SortedSetRangeByScoreAsync(RedisKeys.Consents, stop: before.ToMicroseconds(), exclude: Exclude.Stop, take: SweepStep));
            foreach (var member in members)
            {
                cancellationToken.ThrowIfCancellationRequested();
                deleted += await SweepAsync(Guid.Parse((string)member!), before) ? 1 : 0;
            }

            if (members.Length < SweepStep)
            {
                return deleted;
            }
        }
    }

    private async Task<DateTimeOffset?> NewestEntryAsync(Guid id)
    {
        var names = await link.RunAsync(db => db.HashKeysAsync(RedisKeys.Consent(id)));
        return names.Length == 0 ? null : names.Max(name => RedisWrites.TimeOf((string)name!));
    }

    private async Task<bool> SweepAsync(Guid id, DateTimeOffset before)
    {
        // The list of records is in another slot of a cluster and may be behind: the record itself decides.
        if (await NewestEntryAsync(id) is { } latest && latest >= before)
        {
            await link.RunAsync(db => db.SortedSetAddAsync(RedisKeys.Consents, $"{id:N}", latest.ToMicroseconds()));
            return false;
        }

        var deleted = await link.RunAsync(db => db.KeyDeleteAsync(RedisKeys.Consent(id)));
        await link.RunAsync(db => db.SortedSetRemoveAsync(RedisKeys.Consents, $"{id:N}"));
        changes.Tell(id);
        return deleted;
    }
}
