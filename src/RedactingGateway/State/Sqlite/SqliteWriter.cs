using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace RedactingGateway.State.Sqlite;

/// <summary>The one thread that writes: what is queued while a commit waits for the disk shares the next commit.</summary>
/// <remarks>A thread of its own, because SQLite has no asynchronous calls: a commit blocks until the disk has it.</remarks>
internal sealed class SqliteWriter : IDisposable
{
    // 20,000 writes wait at most, some seconds of a slow disk; what comes then is refused and may be tried again.
    private const int QueueLength = 20_000;

    // 1,000 writes share a commit at most: the first of them waits for the last.
    private const int BatchLength = 1_000;

    private readonly SqliteSession _session;
    private readonly BlockingCollection<Write> _queue = new(QueueLength);
    private readonly Thread _thread;
    private long _commits;
    private volatile string? _failure;

    /// <summary>Starts the thread; the session is its own from now on.</summary>
    public SqliteWriter(SqliteSession session)
    {
        _session = session;
        _thread = new Thread(Run) { Name = "state writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Commits so far.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Why the last commit failed; null where it did not.</summary>
    public string? Failure => _failure;

    /// <summary>Writes; when the task ends, the disk has it.</summary>
    /// <exception cref="StateUnavailableException">It was not written.</exception>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> write)
    {
        var item = new Write<T>(write);
        try
        {
            return _queue.TryAdd(item) ? item.Task : throw new StateUnavailableException("The queue of the state writer is full.");
        }
        catch (InvalidOperationException e)
        {
            throw new StateUnavailableException("The state is closed.", e);
        }
    }

    /// <summary>Ends after everything that is queued was written.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _session.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        List<Write> batch = [];
        while (_queue.TryTake(out var first, Timeout.Infinite))
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < BatchLength && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            if (!TryCommit(batch) && batch.Count > 1)
            {
                // One of them may be at fault: the others must not fail with it.
                foreach (var write in batch)
                {
                    TryCommit([write]);
                }
            }
        }
    }

    private bool TryCommit(List<Write> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
            {
                write.Run(_session);
            }

            _session.Execute("COMMIT");
        }
        catch (Exception e)
        {
            RollBack();
            _failure = e is SqliteException sqlite ? $"SQLite error {sqlite.SqliteErrorCode}" : e.GetType().Name;
            if (batch.Count == 1)
            {
                batch[0].Fail(e);
            }

            return false;
        }

        Interlocked.Increment(ref _commits);
        _failure = null;
        foreach (var write in batch)
        {
            write.Complete();
        }

        return true;
    }

    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself: a full disk, a failed read.
        }
    }

    private abstract class Write
    {
        public abstract void Run(SqliteSession session);

        public abstract void Complete();

        public abstract void Fail(Exception e);
    }

    private sealed class Write<T>(Func<SqliteSession, T> write) : Write
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _source.Task;

        public override void Run(SqliteSession session) => _result = write(session);

        public override void Complete() => _source.SetResult(_result!);

        public override void Fail(Exception e) => _source.SetException(new StateUnavailableException("The state could not be written.", e));
    }
}
