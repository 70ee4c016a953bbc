using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RedactingGateway.Hosting;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>The gateway as operators run it: a process of its own, which takes signals.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private Task<string> _rest = Task.FromResult("");

    private GatewayProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>The second of its addresses for visitors.</summary>
    public Uri Second { get; private set; } = null!;

    public Uri Admin { get; private set; } = null!;

    /// <summary>What it wrote to its log until it said where it listens.</summary>
    public string Start { get; private set; } = "";

    /// <summary>Starts one and waits until it says where it listens.</summary>
    /// <param name="program">The program, or null: the one that was built with the tests.</param>
    /// <param name="environment">Values for <c>${NAME}</c> of the policy, and settings.</param>
    /// <param name="arguments">Command line.</param>
    public static async Task<GatewayProcess> StartAsync(string? program, IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments)
    {
        var start = program is null
            ? new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [typeof(GatewayHost).Assembly.Location, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var gateway = new GatewayProcess(Process.Start(start)!);
        try
        {
            await gateway.ReadAddressesAsync();
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>Sends a signal, <c>TERM</c>, <c>INT</c> or <c>KILL</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Exit code; how long it took; everything that it wrote after its start.</returns>
    public async Task<(int Code, TimeSpan After, string Output)> EndedAsync()
    {
        var clock = Stopwatch.StartNew();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(timeout.Token);
        return (_process.ExitCode, clock.Elapsed, await _rest + await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReadAddressesAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            Start += line + "\n";
            using var entry = JsonDocument.Parse(line);
            if (entry.RootElement.GetProperty("Category").GetString() == typeof(GatewayHost).FullName && entry.RootElement.GetProperty("EventId").GetInt32() == 1)
            {
                var state = entry.RootElement.GetProperty("State");
                var addresses = state.GetProperty("Gateway").GetString()!.Split(' ');
                Address = new Uri(addresses[0]);
                Second = new Uri(addresses[^1]);
                Admin = new Uri(state.GetProperty(nameof(Admin)).GetString()!);
                _rest = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        Assert.Fail($"It did not start: {Start}{await _error}");
    }
}
