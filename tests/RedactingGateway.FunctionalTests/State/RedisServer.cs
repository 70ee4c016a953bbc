using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>A real redis-server on loopback with a folder of its own; every write is on disk before it is acknowledged.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    // 20,000 to 31,999: below the ports that systems give away by themselves (Linux from 32,768 on). One of those may be taken by any
    // other process between its choice and the start of the server, or while a test has the server down.
    private const int FirstPort = 20_000;
    private const int PortCount = 12_000;

    // Two processes that begin at the same port are told apart by the second attempt.
    private const int Attempts = 5;

    private static int _lastPort = (int)((uint)Environment.ProcessId * 61 % PortCount);

    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("rgw-redis-");
    private readonly string[] _settings;
    private readonly int _port = NextPort();
    private Process? _process;

    private RedisServer(string[] settings) => _settings = settings;

    public string Directory => _directory.FullName;

    /// <summary>As operators write it.</summary>
    public string Address => $"127.0.0.1:{_port}";

    /// <summary>With patience for a machine that runs many tests at once; connecting to a server that is not there takes no time either.</summary>
    public string ConnectionString => _process is null ? Address : $"{Address},connectTimeout=20000,asyncTimeout=20000";

    /// <summary>Starts a server; skips the test where none is installed.</summary>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var server = new RedisServer(settings);
            try
            {
                await server.StartAgainAsync();
                return server;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                server._directory.Delete();
                Assert.Skip("There is no redis-server on this machine (apt-get install redis-server).");
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                await server.DisposeAsync();
            }
        }
    }

    /// <summary>Starts the server anew on what its folder has.</summary>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("redis-server") { UseShellExecute = false, RedirectStandardOutput = true };
        string[] arguments =
        [
            "--port", $"{_port}", "--bind", "127.0.0.1", "--dir", Directory, "--save", "", "--appendonly", "yes", "--appendfsync", "always", .. _settings,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var said = "";
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            said = line;
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException($"redis-server ended before it was ready: {said}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Stops the process without ending it: connections stay open and nothing answers.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Lets it go on.</summary>
    public Task ResumeAsync() => SignalAsync("-CONT");

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }

        _directory.Delete(recursive: true);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static int NextPort()
    {
        while (true)
        {
            var port = FirstPort + (int)((uint)Interlocked.Increment(ref _lastPort) % PortCount);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
