using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.Hosting;

namespace RedactingGateway.State.Sqlite;

/// <summary>State of a gateway that runs alone.</summary>
internal sealed class SqliteStore(SqliteDatabase database, StateChanges changes, TimeProvider time) : IStateStore
{
    // This process alone writes: what it does not know of is not there.
    private volatile bool _mayHaveObjections = database.Read("SELECT 1 FROM objections LIMIT 1", static _ => true).Count > 0;

    /// <inheritdoc/>
    public bool IsReachable => true;

    /// <inheritdoc/>
    public bool MayHaveObjections => _mayHaveObjections;

    /// <inheritdoc/>
    public async Task ApplyAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        // Before the write: from its first moment on it is looked for.
        _mayHaveObjections |= operation is ObjectionSet;
        await database.Writer.WriteAsync(session => Apply(session, operation, time.GetUtcNow())).WaitAsync(cancellationToken);
        if (operation is ConsentErase)
        {
            await database.Writer.CheckpointAsync();
        }

        changes.Tell(operation);
    }

    /// <inheritdoc/>
    public async ValueTask<Objection?> FindObjectionAsync(SubjectKey subject)
    {
        await SocketThread.LeaveAsync();
        return ObjectionFields.Merge(database.Read(
            "SELECT purpose, time FROM objections WHERE subject = $0", static row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)), subject.ToArray()));
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<ConsentEntry>> ReadConsentAsync(Guid id)
    {
        await SocketThread.LeaveAsync();
        return [.. database.Read(
            "SELECT entry FROM consent_entries WHERE record = $0 ORDER BY time, digest",
            static row => JsonSerializer.Deserialize(row.GetString(0), StateJson.Default.ConsentEntry)!,
            Bytes(id))];
    }

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset?> LatestConsentAsync(Guid id)
    {
        await SocketThread.LeaveAsync();
        return database.Read(
            """
            SELECT time, 0 FROM consent_entries WHERE record = $0
            UNION ALL SELECT time, 1 FROM erased_records WHERE record = $0
            ORDER BY 2 DESC, 1 DESC LIMIT 1
            """,
            static row => (DateTimeOffset?)(row.GetInt32(1) == 1 ? ConsentRecords.Erased : Moment.FromMicroseconds(row.GetInt64(0))),
            Bytes(id)).FirstOrDefault();
    }

    /// <inheritdoc/>
    public async ValueTask<string?> ReadTextAsync(string contentHash)
    {
        await SocketThread.LeaveAsync();
        return database.Read("SELECT text FROM texts WHERE hash = $0", static row => row.GetString(0), contentHash).FirstOrDefault();
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<DueMessage>> TakeDueAsync(DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        database.Writer.WriteAsync(session => session.Query(
            """
            UPDATE outbox SET due = $1 WHERE id IN (SELECT id FROM outbox WHERE due <= $0 ORDER BY due LIMIT $2)
            RETURNING id, site, body, created, attempts
            """,
            static row => new DueMessage(
                new OutboxMessage(new Guid(row.GetFieldValue<byte[]>(0), bigEndian: true), row.GetString(1), row.GetFieldValue<byte[]>(2), Moment.FromMicroseconds(row.GetInt64(3))),
                row.GetInt32(4)),
            now.ToMicroseconds(),
            (now + Outbox.Lease).ToMicroseconds(),
            max).OrderBy(m => m.Message.Created).ToImmutableArray()).WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableDictionary<string, DisclosureTally>> ReadDisclosuresAsync(DateOnly from, DateOnly to) => Task.FromResult(database.Read(
        "SELECT recipient, sum(sent), sum(changed), sum(withheld), sum(stopped) FROM disclosures WHERE day BETWEEN $0 AND $1 GROUP BY recipient",
        static row => KeyValuePair.Create(row.GetString(0), new DisclosureTally(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))),
        from.DayNumber,
        to.DayNumber).ToImmutableDictionary(StringComparer.Ordinal));

    /// <inheritdoc/>
    public async Task<int> SweepAsync(DateTimeOffset now, StateRetention retention, CancellationToken cancellationToken)
    {
        var records = await database.Writer.WriteAsync(session =>
        {
            session.Execute("DELETE FROM objections WHERE purpose = '' AND time < $0", (now - retention.Tombstones).ToMicroseconds());
            session.Execute("DELETE FROM disclosures WHERE day < $0", retention.FirstDisclosureDay(now).DayNumber);
            session.Execute("DELETE FROM erased_records WHERE time < $0", (now - retention.ErasedRecords).ToMicroseconds());
            return session.Query(
                """
                DELETE FROM consent_entries WHERE record IN (SELECT record FROM consent_entries GROUP BY record HAVING max(time) < $0)
                RETURNING record
                """,
                static row => Convert.ToHexString(row.GetFieldValue<byte[]>(0)),
                (now - retention.ConsentProof).ToMicroseconds());
        }).WaitAsync(cancellationToken);
        await database.Writer.CheckpointAsync();
        return records.Distinct(StringComparer.Ordinal).Count();
    }

    private static int Apply(SqliteSession session, StateOperation operation, DateTimeOffset now) => operation switch
    {
        ObjectionSet set => Set(session, set),
        ObjectionLift lift => Lift(session, lift),
        ConsentAppend append => Append(session, append),
        ConsentErase erase => Erase(session, erase.Id, now),
        TextArchive text => session.Execute("INSERT INTO texts VALUES ($0, $1) ON CONFLICT DO NOTHING", text.ContentHash, text.Text),
        MessageEnqueue { Message: var message } => session.Execute(
            "INSERT INTO outbox VALUES ($0, $1, $2, $3, $3, 0) ON CONFLICT DO NOTHING", Bytes(message.Id), message.Site, message.Body, message.Created.ToMicroseconds()),
        MessageDone done => session.Execute("DELETE FROM outbox WHERE id = $0", Bytes(done.Id)),
        MessageLater later => session.Execute(
            "UPDATE outbox SET due = $1, attempts = $2 WHERE id = $0 AND attempts <= $2", Bytes(later.Id), later.Next.ToMicroseconds(), later.Attempts),
        DisclosureReport report => Report(session, report),
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    private static int Report(SqliteSession session, DisclosureReport report)
    {
        foreach (var (recipient, tally) in report.Recipients)
        {
            session.Execute(
                """
                INSERT INTO disclosures VALUES ($0, $1, $2, $3, $4, $5, $6) ON CONFLICT DO UPDATE SET
                  sent = max(sent, excluded.sent), changed = max(changed, excluded.changed), withheld = max(withheld, excluded.withheld), stopped = max(stopped, excluded.stopped)
                """,
                report.Day.DayNumber,
                Bytes(report.Run),
                recipient,
                tally.Sent,
                tally.Changed,
                tally.Withheld,
                tally.Stopped);
        }

        return report.Recipients.Count;
    }

    private static int Set(SqliteSession session, ObjectionSet set)
    {
        foreach (var subject in set.Subjects)
        {
            foreach (var purpose in ObjectionFields.Of(set.Objection))
            {
                Note(session, subject, purpose, set.Objection.Time);
            }
        }

        return set.Subjects.Length;
    }

    private static int Lift(SqliteSession session, ObjectionLift lift)
    {
        foreach (var subject in lift.Subjects)
        {
            Note(session, subject, ObjectionFields.Lifted, lift.Time);
        }

        return lift.Subjects.Length;
    }

    private static void Note(SqliteSession session, SubjectKey subject, string purpose, DateTimeOffset time)
    {
        var key = subject.ToArray();
        session.Execute(
            "INSERT INTO objections VALUES ($0, $1, $2) ON CONFLICT DO UPDATE SET time = max(time, excluded.time)", key, purpose, time.ToMicroseconds());
        session.Execute(
            "DELETE FROM objections WHERE subject = $0 AND purpose <> '' AND time < (SELECT time FROM objections WHERE subject = $0 AND purpose = '')", key);
    }

    private static int Append(SqliteSession session, ConsentAppend append)
    {
        var entry = JsonSerializer.Serialize(append.Entry, StateJson.Default.ConsentEntry);
        return session.Execute(
            "INSERT INTO consent_entries SELECT $0, $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM erased_records WHERE record = $0) ON CONFLICT DO NOTHING",
            Bytes(append.Id),
            append.Entry.Time.ToMicroseconds(),
            SHA256.HashData(Encoding.UTF8.GetBytes(entry))[..16],
            entry);
    }

    private static int Erase(SqliteSession session, Guid id, DateTimeOffset now)
    {
        session.Execute("INSERT INTO erased_records VALUES ($0, $1) ON CONFLICT DO NOTHING", Bytes(id), now.ToMicroseconds());
        return session.Execute("DELETE FROM consent_entries WHERE record = $0", Bytes(id));
    }

    private static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);
}
