using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>A real redis-server on loopback with a folder of its own; every write is on disk before it is acknowledged.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = System.IO.Directory.CreateTempSubdirectory("rgw-redis-");
    private readonly string[] _settings;
    private readonly int _port = FreePort();
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
        var server = new RedisServer(settings);
        try
        {
            await server.StartAgainAsync();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            server._directory.Delete();
            Assert.Skip("There is no redis-server on this machine (apt-get install redis-server).");
        }

        return server;
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
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("redis-server ended before it was ready.");
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
