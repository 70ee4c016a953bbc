using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>A real Prometheus that fetches a gateway's metrics: Debian's, or the one that PROMETHEUS_PATH names.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly string? Program = new[] { Environment.GetEnvironmentVariable("PROMETHEUS_PATH"), "/usr/bin/prometheus" }.FirstOrDefault(static p => p is not null && File.Exists(p));

    private readonly HttpClient _client = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-prometheus-");
    private readonly Process _process;
    private readonly Uri _address;

    private PrometheusServer(Uri gateway)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        }

        var configuration = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 400ms }
            scrape_configs:
              - job_name: redacting-gateway
                static_configs: [{ targets: ["{{gateway.Authority}}"] }]
            """);
        _process = Process.Start(new ProcessStartInfo(Program!, [$"--config.file={configuration}", $"--storage.tsdb.path={Path.Combine(_folder.FullName, "data")}", $"--web.listen-address={_address.Authority}", "--log.level=error"])
        {
            RedirectStandardError = true,
        })!;
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts it, or skips the test with the reason.</summary>
    public static async Task<PrometheusServer> StartAsync(Uri gateway)
    {
        Assert.SkipWhen(Program is null, "No Prometheus found: set PROMETHEUS_PATH or install Debian's package prometheus.");
        var server = new PrometheusServer(gateway);
        await server.WaitForScrapesAsync(1);
        return server;
    }

    /// <summary>Waits until the gateway was fetched so many times more.</summary>
    public async Task WaitForScrapesAsync(int more)
    {
        var clock = Stopwatch.StartNew();
        var before = await CountAsync();
        while (await CountAsync() < before + more)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30) && !_process.HasExited, "Prometheus fetches nothing.");
            await Task.Delay(100);
        }
    }

    /// <summary>The answer to a query, as JSON.</summary>
    public async Task<string> QueryAsync(string expression)
    {
        using var answer = await _client.GetAsync(new Uri(_address, $"/api/v1/query?query={Uri.EscapeDataString(expression)}"));
        return await answer.Content.ReadAsStringAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<int> CountAsync()
    {
        try
        {
            using var answer = JsonDocument.Parse(await QueryAsync("sum(count_over_time((up == 1)[5m:100ms]))"));
            var result = answer.RootElement.GetProperty("data").GetProperty("result");
            return result.GetArrayLength() == 0 ? 0 : int.Parse(result[0].GetProperty("value")[1].GetString()!, CultureInfo.InvariantCulture) / 5;
        }
        catch (HttpRequestException)
        {
            return 0; // it starts
        }
    }
}
