using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>Changes as commands of Redis.</summary>
internal sealed class RedisWrites(StateRetention retention)
{
    private long Tombstone => (long)retention.Tombstones.TotalMilliseconds;

    /// <summary>The time that a field of a consent record begins with.</summary>
    public static DateTimeOffset TimeOf(string field) => Moment.FromMicroseconds(long.Parse(field.AsSpan(0, field.IndexOf(':')), CultureInfo.InvariantCulture));

    /// <summary>Makes a change; when the task ends, Redis has all of it.</summary>
    public async Task<bool> ApplyAsync(IDatabase db, StateOperation operation)
    {
        await (operation switch
        {
            ObjectionSet set => NoteAsync(db, set.Subjects, [.. ObjectionFields.Of(set.Objection)], set.Objection.Time),
            ObjectionLift lift => NoteAsync(db, lift.Subjects, [ObjectionFields.Lifted], lift.Time),
            ConsentAppend append => AppendAsync(db, append),
            ConsentErase erase => EraseAsync(db, erase.Id),
            TextArchive text => db.StringSetAsync(RedisKeys.Text(text.ContentHash), text.Text, when: When.NotExists),
            MessageEnqueue { Message: var message } => db.ScriptEvaluateAsync(
                RedisScripts.Enqueue,
                [RedisKeys.Messages, RedisKeys.MessagesDue, RedisKeys.DoneMessage(message.Id)],
                [$"{message.Id:N}", JsonSerializer.Serialize(message, StateJson.Default.OutboxMessage), message.Created.ToMicroseconds()]),
            MessageDone done => db.ScriptEvaluateAsync(
                RedisScripts.Done,
                [RedisKeys.Messages, RedisKeys.MessagesDue, RedisKeys.MessageAttempts, RedisKeys.DoneMessage(done.Id)],
                [$"{done.Id:N}", Tombstone]),
            MessageLater later => db.ScriptEvaluateAsync(
                RedisScripts.Later,
                [RedisKeys.Messages, RedisKeys.MessagesDue, RedisKeys.MessageAttempts],
                [$"{later.Id:N}", later.Next.ToMicroseconds(), later.Attempts]),
            DisclosureReport report => RedisDisclosures.WriteAsync(db, report, retention),
            _ => throw new ArgumentOutOfRangeException(nameof(operation)),
        });
        return true;
    }

    private Task NoteAsync(IDatabase db, IReadOnlyList<SubjectKey> subjects, IReadOnlyList<string> fields, DateTimeOffset time)
    {
        RedisValue[] arguments = [time.ToMicroseconds(), Tombstone, .. fields.Select(f => (RedisValue)f)];
        return Task.WhenAll(subjects.Select(async subject =>
        {
            await db.ScriptEvaluateAsync(RedisScripts.NoteObjection, [RedisKeys.Objection(subject)], arguments);
            await db.PublishAsync(RedisKeys.SubjectChannel, subject.ToString(), CommandFlags.FireAndForget);
        }));
    }

    private static async Task AppendAsync(IDatabase db, ConsentAppend append)
    {
        var entry = JsonSerializer.Serialize(append.Entry, StateJson.Default.ConsentEntry);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(entry)).AsSpan(0, 16));
        var field = string.Create(CultureInfo.InvariantCulture, $"{append.Entry.Time.ToMicroseconds():D16}:{digest}");
        var wasAdded = await db.ScriptEvaluateAsync(
            RedisScripts.AppendConsent, [RedisKeys.Consent(append.Id), RedisKeys.ErasedConsent(append.Id)], [field, entry]);
        if ((bool)wasAdded)
        {
            await db.SortedSetAddAsync(RedisKeys.Consents, $"{append.Id:N}", append.Entry.Time.ToMicroseconds(), SortedSetWhen.GreaterThan);
        }

        await db.PublishAsync(RedisKeys.ConsentChannel, $"{append.Id:N}", CommandFlags.FireAndForget);
    }

    private async Task EraseAsync(IDatabase db, Guid id)
    {
        await db.ScriptEvaluateAsync(RedisScripts.EraseConsent, [RedisKeys.Consent(id), RedisKeys.ErasedConsent(id)], [(long)retention.ErasedRecords.TotalMilliseconds]);
        await db.SortedSetRemoveAsync(RedisKeys.Consents, $"{id:N}");
        await db.PublishAsync(RedisKeys.ConsentChannel, $"{id:N}", CommandFlags.FireAndForget);
    }
}
