using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.Benchmarks;

/// <summary>What a request waits for to know whether a subject objected: alone, with Redis, and with a Redis that was killed.</summary>
/// <remarks>Each look-up asks for another subject, so that none is answered from a copy, except where the name says so.</remarks>
[MemoryDiagnoser]
[ShortRunJob]
public class StateBenchmarks : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rgw-bench-");
    private readonly SubjectKey[] _subject = new SubjectKey[1];
    private SqliteDatabase _database = null!;
    private Objections _objections = null!;
    private RedisLink? _link;
    private Process? _redis;
    private ulong _number;

    [GlobalSetup(Targets = [nameof(Sqlite), nameof(Copy)])]
    public void SetupSqlite()
    {
        _database = SqliteDatabase.Open(Path.Combine(_directory.FullName, "state"));
        var changes = new StateChanges();
        var store = new SqliteStore(_database, changes, TimeProvider.System);
        _objections = new Objections(store, new StateWriting(store), changes, TimeProvider.System);
        for (var i = 0; i < 1_000; i++)
        {
            _objections.SetAsync([new SubjectKey((UInt128)i)], new Objection(TimeProvider.System.GetUtcNow(), []), CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    [GlobalSetup(Target = nameof(RedisUp))]
    public async Task SetupRedisAsync()
    {
        var port = StartRedis();
        _database = SqliteDatabase.Open(Path.Combine(_directory.FullName, "state"));
        var changes = new StateChanges();
        _link = new RedisLink(RedisSettings.Parse($"127.0.0.1:{port}"), _database.Node, TimeProvider.System);
        var store = new RedisStore(_link, changes, new StateRetention());
        _objections = new Objections(store, new StateWriting(store, new StateJournal(_database, TimeProvider.System)), changes, TimeProvider.System);
        await _link.StartAsync();
        await UntilAsync(isUp: true);
    }

    [GlobalSetup(Target = nameof(CircuitOpen))]
    public async Task SetupKilledRedisAsync()
    {
        await SetupRedisAsync();
        _redis!.Kill();
        await UntilAsync(isUp: false);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_link is not null)
        {
            await _link.DisposeAsync();
        }

        if (_redis is { HasExited: false })
        {
            _redis.Kill();
        }

        _redis?.Dispose();
        _database.Dispose();
        _directory.Delete(recursive: true);
    }

    [Benchmark(Baseline = true, Description = "SQLite: a look-up")]
    public ValueTask<ObjectionState> Sqlite() => FindAsync(++_number);

    [Benchmark(Description = "a copy of less than a second")]
    public ValueTask<ObjectionState> Copy() => FindAsync(1);

    [Benchmark(Description = "Redis up, on the same machine: a look-up")]
    public ValueTask<ObjectionState> RedisUp() => FindAsync(++_number);

    [Benchmark(Description = "Redis killed, circuit open: a look-up")]
    public ValueTask<ObjectionState> CircuitOpen() => FindAsync(++_number);

    private async ValueTask<ObjectionState> FindAsync(ulong subject)
    {
        _subject[0] = new SubjectKey(subject);
        var answer = await _objections.FindAsync(_subject);
        return answer.IsUnknown ? ObjectionState.Unknown : answer.Objection is null ? ObjectionState.None : ObjectionState.Objected;
    }

    private async Task UntilAsync(bool isUp)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_link!.IsUp != isUp)
        {
            await Task.Delay(10, deadline.Token);
        }
    }

    private int StartRedis()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--port", $"{port}", "--bind", "127.0.0.1", "--dir", _directory.FullName, "--save", "", "--appendonly", "yes" })
        {
            start.ArgumentList.Add(argument);
        }

        _redis = Process.Start(start)!;
        while (_redis.StandardOutput.ReadLine()?.Contains("Ready to accept connections", StringComparison.Ordinal) == false)
        {
            // Until it is.
        }

        _ = _redis.StandardOutput.ReadToEndAsync();
        return port;
    }
}

/// <summary>What a look-up found.</summary>
public enum ObjectionState
{
    /// <summary>No objection.</summary>
    None,

    /// <summary>An objection.</summary>
    Objected,

    /// <summary>Not known: counts as an objection.</summary>
    Unknown,
}
