using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RedactingGateway.Benchmarks.HungVendors;

namespace RedactingGateway.Benchmarks.Start;

/// <summary>The published program in a process of its own.</summary>
internal sealed class StartedGateway : IDisposable
{
    // A gateway that has not redacted anything by then is broken, not slow.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);

    // Between two attempts: some hundredth of what is measured.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly HttpClient _client;
    private readonly StartPolicy _policy;
    private int _visitor;

    private StartedGateway(Process process, HttpClient client, StartPolicy policy)
    {
        _process = process;
        _client = client;
        _policy = policy;
    }

    /// <summary>From the process's start until the first hit was answered, and had reached the vendor.</summary>
    public TimeSpan Wall { get; private set; }

    /// <summary>Processor time of the process in that time, all threads.</summary>
    public TimeSpan Cpu { get; private set; }

    public static async Task<StartedGateway> StartAsync(string program, StartVariant variant, StartPolicy policy, SilentVendor vendor)
    {
        var state = Directory.CreateDirectory(Path.Combine(policy.Directory, $"state-{Guid.NewGuid():N}"));
        var (gateway, admin) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--config", policy.Directory, "--urls", $"http://127.0.0.1:{gateway}", $"--Gateway:AdminUrl=http://127.0.0.1:{admin}",
                $"--Gateway:RootSecretFile={policy.SecretFile}", $"--Gateway:StateDirectory={state.FullName}", "--Gateway:TrustedProxies=127.0.0.1",
            },
        };
        foreach (var (name, value) in variant.Environment)
        {
            start.Environment[name] = value;
        }

        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{gateway}") };
        var taken = vendor.Taken;
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        var started = new StartedGateway(process, client, policy);
        while (vendor.Taken == taken)
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Most)
            {
                started.Dispose();
                throw new InvalidOperationException($"{variant.Name}: the gateway does not redact. {await errors}");
            }

            await Task.Delay(Pause);
            await started.TrySendAsync();
        }

        started.Wall = Stopwatch.GetElapsedTime(began);
        started.Cpu = started.UsedCpu();
        return started;
    }

    /// <summary>Sends hits, some at a time.</summary>
    /// <returns>Processor time of the process for each.</returns>
    public async Task<TimeSpan> SendAsync(int hits, int atOnce)
    {
        var before = UsedCpu();
        var left = hits;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                using var answer = await SendOneAsync();
                answer.EnsureSuccessStatusCode();
            }
        }));
        return (UsedCpu() - before) / hits;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task TrySendAsync()
    {
        try
        {
            using var answer = await SendOneAsync();
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet.
        }
    }

    private async Task<HttpResponseMessage> SendOneAsync()
    {
        using var hit = _policy.Hit(Interlocked.Increment(ref _visitor));
        return await _client.SendAsync(hit);
    }

    private TimeSpan UsedCpu()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
