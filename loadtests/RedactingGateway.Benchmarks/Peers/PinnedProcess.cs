using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>A process on one core, with what it costs as the kernel counts it: all of its children included.</summary>
internal sealed class PinnedProcess : IAsyncDisposable
{
    // The unit of /proc/PID/stat, on every Linux of ours.
    private const double TicksPerSecond = 100;

    // mitmproxy takes a few seconds on a busy machine.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    // The gateway drains for as long as it may, Node and nginx end at once.
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(10);

    // Where the runtime is found; everything else would change how it compiles or collects.
    private static readonly string[] KeptVariables = ["DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_NOLOGO", "DOTNET_CLI_TELEMETRY_OPTOUT"];

    // Also when this process is told to end: nobody else knows them.
    private static readonly ConcurrentDictionary<PinnedProcess, bool> Running = [];

    private readonly Process _process;
    private readonly StreamWriter _log;

    static PinnedProcess() => AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
    {
        foreach (var process in Running.Keys)
        {
            process._process.Kill(entireProcessTree: true);
        }
    };

    private PinnedProcess(Process process, StreamWriter log)
    {
        _process = process;
        _log = log;
        Running[this] = true;
        process.ErrorDataReceived += Write;
        process.BeginErrorReadLine();
    }

    /// <summary>What it writes; read by nobody else.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>What it reads.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Starts a command on a core.</summary>
    /// <param name="core">Number of the core.</param>
    /// <param name="command">Program and arguments.</param>
    /// <param name="log">File for what it says of errors.</param>
    /// <param name="variables">Environment variables besides those that it inherits.</param>
    public static PinnedProcess Start(int core, IEnumerable<string> command, string log, params IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("taskset") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in command.Prepend(core.ToString(CultureInfo.InvariantCulture)).Prepend("-c"))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("DOTNET_", StringComparison.Ordinal) && !KeptVariables.Contains(n, StringComparer.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return new PinnedProcess(Process.Start(start)!, new StreamWriter(log, append: false) { AutoFlush = true });
    }

    /// <summary>Passes what it writes to its log, and nobody waits for it.</summary>
    public void IgnoreOutput()
    {
        _process.OutputDataReceived += Write;
        _process.BeginOutputReadLine();
    }

    /// <summary>Waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It ended, or takes too long.</exception>
    public async Task UntilListeningAsync(IPEndPoint address)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (true)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address, timeout.Token);
                return;
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                if (_process.HasExited || timeout.IsCancellationRequested)
                {
                    throw new InvalidOperationException($"'{_process.StartInfo.ArgumentList[2]}' does not listen; its log says why.", e);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    /// <summary>CPU time so far, user and system.</summary>
    public TimeSpan Cpu() => TimeSpan.FromSeconds(Tree(_process.Id).Sum(static id =>
    {
        // The name of the program stands in parentheses and may hold spaces.
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }));

    /// <summary>The most memory that it ever had resident, in KiB.</summary>
    public long PeakKiB() => Tree(_process.Id).Sum(static id => File.ReadLines($"/proc/{id}/status")
        .Where(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Sum(static l => long.Parse(l.AsSpan(6, l.Length - 9).Trim(), CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
            using (Process.Start(new ProcessStartInfo("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true }))
            {
                // Some end with their input, before they are told to.
            }

            using var timeout = new CancellationTokenSource(EndTimeout);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        Running.TryRemove(this, out _);
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static IEnumerable<int> Tree(int id) => File.ReadAllText($"/proc/{id}/task/{id}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(static child => Tree(int.Parse(child, CultureInfo.InvariantCulture)))
        .Prepend(id);

    private void Write(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            lock (_log)
            {
                _log.WriteLine(line.Data);
            }
        }
    }
}
