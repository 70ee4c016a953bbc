using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;
using RedactingGateway.Options;
using RedactingGateway.State;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>The file of one node.</summary>
public sealed class SqliteTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rgw-state-");

    private string Folder => Path.Combine(_directory.FullName, "state");

    [Fact]
    public async Task ThousandWritesAtOnce_ShareFewCommits()
    {
        using var database = SqliteDatabase.Open(Folder);
        var store = new SqliteStore(database, new StateChanges(), TimeProvider.System);
        var before = database.Writer.Commits;

        // All are queued while the first of them waits for the disk.
        using var gate = new ManualResetEventSlim();
        var first = database.Writer.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var writes = Enumerable.Range(1, 1_000)
            .Select(n => store.ApplyAsync(new ObjectionSet([new SubjectKey((UInt128)n)], new Objection(DateTimeOffset.UnixEpoch, [])), TestContext.Current.CancellationToken))
            .ToList();
        gate.Set();
        await first;
        await Task.WhenAll(writes);

        Assert.InRange(database.Writer.Commits - before, 2, 5);
        Assert.Equal(1_000, database.Read("SELECT count(*) FROM objections", static row => row.GetInt32(0))[0]);
    }

    [Fact]
    public async Task OneWriteFails_TheOthersOfItsCommitDoNot()
    {
        using var database = SqliteDatabase.Open(Folder);
        using var gate = new ManualResetEventSlim();
        var first = database.Writer.WriteAsync(_ => gate.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var good = database.Writer.WriteAsync(static session => session.Execute("INSERT INTO texts VALUES ('a', 'b')"));
        var bad = database.Writer.WriteAsync(static session => session.Execute("INSERT INTO texts VALUES (NULL, NULL)"));
        var better = database.Writer.WriteAsync(static session => session.Execute("INSERT INTO texts VALUES ('c', 'd')"));
        gate.Set();

        await first;
        await good;
        await better;
        await Assert.ThrowsAsync<StateUnavailableException>(() => bad);
        Assert.Equal(2, database.Read("SELECT count(*) FROM texts", static row => row.GetInt32(0))[0]);
    }

    [Fact]
    public void SecondProcess_IsRefusedWithTheFoldersName()
    {
        using var database = SqliteDatabase.Open(Folder);

        var refused = Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(Folder));

        Assert.Contains(Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Gateway:StateDirectory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_BelongToTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var database = SqliteDatabase.Open(Folder);
        database.Read("SELECT count(*) FROM facts", static row => row.GetInt32(0));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        var files = Directory.GetFiles(Folder);
        Assert.Equal(["lock", "state.db", "state.db-shm", "state.db-wal"], files.Select(Path.GetFileName).Order());
        foreach (var file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void EmptyFile_IsBroughtToThisVersion_AndThenLeftAlone()
    {
        string node;
        using (var database = SqliteDatabase.Open(Folder))
        {
            node = database.Node;
            Assert.Equal(SqliteSchema.Version, Version(database));
            Assert.Equal("wal", database.Read("PRAGMA journal_mode", static row => row.GetString(0))[0]);
        }

        using (var database = SqliteDatabase.Open(Folder))
        {
            Assert.Equal(SqliteSchema.Version, Version(database));
            Assert.Equal(node, database.Node);
        }
    }

    [Fact]
    public async Task Writer_WaitsForTheDisk_AndOverwritesWhatIsDeleted()
    {
        using var database = SqliteDatabase.Open(Folder);

        // 2 is FULL.
        Assert.Equal((2, 1), await database.Writer.WriteAsync(static session => (
            session.Query("PRAGMA synchronous", static row => row.GetInt32(0))[0],
            session.Query("PRAGMA secure_delete", static row => row.GetInt32(0))[0])));
    }

    [Fact]
    public void FileOfANewerVersion_IsRefused()
    {
        SqliteDatabase.Open(Folder).Dispose();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "state.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }

        var refused = Assert.Throws<StartRefusedException>(() => SqliteDatabase.Open(Folder));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);

        // The folder is free again.
        File.Delete(Path.Combine(Folder, "state.db"));
        SqliteDatabase.Open(Folder).Dispose();
    }

    [Fact]
    public async Task DiskThatTakesNothing_IsNotReady_AndReadyAgain()
    {
        await using var node = await TestNode.StartAsync(Folder, redis: null, TimeProvider.System);
        var database = node.Get<SqliteDatabase>();
        var health = node.Get<StateHealth>();
        Assert.Equal(new StateReport(CanStore: true, []), await health.ReadAsync() with { Reasons = [] });

        // As with a full disk: the file may not grow by a page.
        await database.Writer.WriteAsync(static session => session.Query("PRAGMA max_page_count = 1", static row => row.GetInt64(0)));
        var full = Enumerable.Range(1, 200).Select(n => new SubjectKey((UInt128)n)).ToList();
        await Assert.ThrowsAsync<StateUnavailableException>(() => node.Objections.SetAsync(full, new Objection(DateTimeOffset.UnixEpoch, []), CancellationToken.None));
        Assert.NotNull(database.Writer.Failure);

        await database.Writer.WriteAsync(static session => session.Query("PRAGMA max_page_count = 1000000", static row => row.GetInt64(0)));
        Assert.True((await health.ReadAsync()).CanStore);
        await node.Objections.SetAsync(full, new Objection(DateTimeOffset.UnixEpoch, []), CancellationToken.None);
    }

    [Fact]
    public async Task ErasedRecord_IsInNoFile()
    {
        await using var node = await TestNode.StartAsync(Folder, redis: null, TimeProvider.System);
        var id = Guid.NewGuid();
        var entry = StateSuite.Entry(DateTimeOffset.UnixEpoch) with { TextHash = "the-text-of-this-test" };
        await node.Consents.AppendAsync(id, entry, TestContext.Current.CancellationToken);
        Assert.True(Holds("the-text-of-this-test"u8));

        await node.Consents.EraseAsync(id, TestContext.Current.CancellationToken);

        Assert.False(Holds("the-text-of-this-test"u8));
    }

    [Fact]
    public async Task ErasedRecord_WhileRedisIsAway_IsInNoFile()
    {
        // Nobody listens on port 1.
        await using var node = await TestNode.StartAsync(Folder, redis: "127.0.0.1:1", TimeProvider.System);
        var id = Guid.NewGuid();
        var entry = StateSuite.Entry(DateTimeOffset.UnixEpoch) with { TextHash = "the-text-of-this-test" };
        await node.Consents.AppendAsync(id, entry, TestContext.Current.CancellationToken);
        Assert.True(Holds("the-text-of-this-test"u8));

        Assert.Equal(Acknowledgement.Kept, await node.Consents.EraseAsync(id, TestContext.Current.CancellationToken));

        Assert.False(Holds("the-text-of-this-test"u8));
    }

    [Fact]
    public async Task SweptJournal_IsInNoFile()
    {
        using var database = SqliteDatabase.Open(Folder);
        var time = new FakeTimeProvider();
        var journal = new StateJournal(database, time);
        var number = await journal.AddAsync(new TextArchive("hash", "the-text-of-this-test"), TestContext.Current.CancellationToken);
        journal.MarkApplied([number]);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await journal.SweepAsync(time.GetUtcNow()));

        Assert.False(Holds("the-text-of-this-test"u8));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private bool Holds(ReadOnlySpan<byte> bytes)
    {
        foreach (var file in Directory.GetFiles(Folder, "state.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            if (copy.ToArray().AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static int Version(SqliteDatabase database) => database.Read("PRAGMA user_version", static row => row.GetInt32(0))[0];
}
