using System.Text.Json;
using System.Threading.Channels;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.State;

/// <summary>Changes on this node's disk, until the shared store has them and a while longer.</summary>
internal sealed class StateJournal(SqliteDatabase database, TimeProvider time)
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Number of changes that the shared store does not have yet.</summary>
    public long Length => database.Read("SELECT count(*) FROM journal WHERE applied IS NULL", static row => row.GetInt64(0))[0];

    /// <summary>Something waits to be brought.</summary>
    public ChannelReader<bool> Awake => _wake.Reader;

    /// <summary>Has somebody look whether something waits.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Adds a change; when the task ends, the disk has it.</summary>
    public async Task<long> AddAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(operation, StateJson.Default.StateOperation);
        var number = await database.Writer.WriteAsync(session =>
        {
            if (operation is ConsentErase)
            {
                session.Execute("DELETE FROM journal WHERE record = $0", Record(operation));
            }

            return session.Query(
                "INSERT INTO journal (record, operation) VALUES ($0, $1) RETURNING number", static row => row.GetInt64(0), Record(operation), text)[0];
        }).WaitAsync(cancellationToken);
        if (operation is ConsentErase)
        {
            await database.Writer.CheckpointAsync();
        }

        return number;
    }

    /// <summary>The shared store has these; should the note be lost, they are brought twice.</summary>
    public void MarkApplied(IReadOnlyList<long> numbers)
    {
        var now = time.GetUtcNow().ToMicroseconds();
        _ = database.Writer.WriteAsync(session =>
        {
            foreach (var number in numbers)
            {
                session.Execute("UPDATE journal SET applied = $1 WHERE number = $0", number, now);
            }

            return numbers.Count;
        }).ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>Changes in the order in which they were made.</summary>
    /// <param name="after">Number after which to begin.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="all">Whether also those that the shared store has taken.</param>
    public List<(long Number, StateOperation Operation)> Read(long after, int most, bool all) => database.Read(
        all
            ? "SELECT number, operation FROM journal WHERE number > $0 ORDER BY number LIMIT $1"
            : "SELECT number, operation FROM journal WHERE applied IS NULL AND number > $0 ORDER BY number LIMIT $1",
        static row => (row.GetInt64(0), JsonSerializer.Deserialize(row.GetString(1), StateJson.Default.StateOperation)!),
        after,
        most);

    /// <summary>Deletes what the shared store took before a time.</summary>
    public async Task<int> SweepAsync(DateTimeOffset before)
    {
        var deleted = await database.Writer.WriteAsync(session => session.Execute("DELETE FROM journal WHERE applied < $0", before.ToMicroseconds()));
        if (deleted > 0)
        {
            await database.Writer.CheckpointAsync();
        }

        return deleted;
    }

    private static object Record(StateOperation operation) => operation.Record is { } record ? record.ToByteArray(bigEndian: true) : DBNull.Value;
}
