using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>What becomes of requests when the gateway process is told to stop.</summary>
public sealed class DrainTests
{
    private const string Fast = "GET /fast HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private const string Slow = "GET /slow HTTP/1.1\r\nHost: shop.example\r\n\r\n";
    private const string Event = "GET /t/plain/collect?v=2 HTTP/1.1\r\nHost: shop.example\r\n\r\n";

    // As many as a small load balancer keeps open.
    private const int Workers = 12;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sigterm_UnderLoad_FailsNoRequest()
    {
        await using var bench = await DrainSite.StartAsync("--Gateway:DrainDelay=00:00:02");
        using var balancer = new Balancer(bench.Gateway);
        var load = Enumerable.Range(0, Workers).Select(i => balancer.SendAsync(i % 2 == 0 ? Fast : Event)).ToArray();
        var slow = Enumerable.Range(0, Workers).Select(_ => OneAsync(bench.Gateway.Address, Slow)).ToArray();
        for (var i = 0; i < Workers; i++)
        {
            Assert.True(await bench.SlowPages.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        }

        using var idle = await RawClient.ConnectAsync(bench.Gateway.Address);
        await idle.WriteAsync(Fast);
        Assert.Null((await idle.ReadAsync()).Header("Connection"));
        await balancer.HasSentAsync(500);

        await bench.Gateway.SignalAsync("TERM");
        await balancer.IsToldAsync();

        // Readiness says no; whoever has not heard it yet is served, on old and new connections, for the last time on each.
        Assert.Equal("close", (await OneAsync(bench.Gateway.Address, Fast)).Header("Connection"));
        await idle.WriteAsync(Fast);
        Assert.Equal("close", (await idle.ReadAsync()).Header("Connection"));
        Assert.True(await idle.EndedAsync());
        using var upload = await RawClient.ConnectAsync(bench.Gateway.Address);
        await upload.WriteAsync("POST /upload HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");

        var sent = await Task.WhenAll(load);
        await balancer.IsRefusedAsync();

        // The port is closed; what was under way still ends.
        await upload.WriteAsync("4\r\nhalf\r\n0\r\n\r\n");
        Assert.Equal("halfhalf", (await upload.ReadAsync()).BodyText);
        Assert.DoesNotContain(slow, static s => s.IsCompleted);
        bench.LetGo();
        Assert.All(await Task.WhenAll(slow), static answer => Assert.Equal("slow", answer.BodyText));

        var (code, _, output) = await bench.Gateway.EndedAsync();
        Assert.Equal(0, code);
        Assert.DoesNotContain("Exception", output, StringComparison.Ordinal);
        Assert.Equal(sent.Where((_, i) => i % 2 == 1).Sum(), bench.Vendor.Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{sent.Sum()} requests on {Workers} connections and {2 * Workers} others; none failed");
    }

    [Fact]
    public async Task Sigterm_WithAStreamThatDoesNotEnd_EndsAfterTheTimeout()
    {
        await using var bench = await DrainSite.StartAsync("--Gateway:DrainDelay=00:00:00", "--Gateway:DrainTimeout=00:00:01");
        using var client = await RawClient.ConnectAsync(bench.Gateway.Address);
        await client.WriteAsync("GET /stream HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        Assert.True(await bench.SlowPages.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        var clock = Stopwatch.StartNew();

        await bench.Gateway.SignalAsync("TERM");
        var (code, _, _) = await bench.Gateway.EndedAsync();

        Assert.Equal(0, code);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMilliseconds(900), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Sigint_DoesNotWait()
    {
        await using var bench = await DrainSite.StartAsync("--Gateway:DrainDelay=00:00:30");

        await bench.Gateway.SignalAsync("INT");
        var (code, after, _) = await bench.Gateway.EndedAsync();

        Assert.Equal(0, code);
        Assert.InRange(after, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    private static async Task<RawResponse> OneAsync(Uri address, string request)
    {
        using var client = await RawClient.ConnectAsync(address);
        await client.WriteAsync(request);
        return await client.ReadAsync();
    }

    /// <summary>Sends on kept connections until the gateway says that it is not ready; nothing is ever sent twice.</summary>
    private sealed class Balancer : IDisposable
    {
        private readonly GatewayProcess _gateway;
        private readonly HttpClient _probe = new();
        private readonly CancellationTokenSource _told = new();
        private readonly Task _watching;
        private int _sent;

        public Balancer(GatewayProcess gateway)
        {
            _gateway = gateway;
            _watching = WatchAsync();
        }

        /// <summary>One connection after another, each for as long as the gateway keeps it.</summary>
        public async Task<int> SendAsync(string request)
        {
            var count = 0;
            while (!_told.IsCancellationRequested)
            {
                using var client = await RawClient.ConnectAsync(_gateway.Address);
                for (var isOpen = true; isOpen && !_told.IsCancellationRequested;)
                {
                    await client.WriteAsync(request);
                    var answer = await client.ReadAsync();
                    Assert.Contains(answer.Status, new[] { 200, 204 });
                    isOpen = answer.Header("Connection") != "close";
                    count++;
                    Interlocked.Increment(ref _sent);
                }
            }

            return count;
        }

        public async Task HasSentAsync(int count)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Volatile.Read(ref _sent) < count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
            }
        }

        public Task IsToldAsync() => _watching;

        /// <summary>Waits until nobody listens any more.</summary>
        public async Task IsRefusedAsync()
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (true)
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(_gateway.Address.Host, _gateway.Address.Port, timeout.Token);
                    await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
                }
                catch (SocketException)
                {
                    return;
                }
            }
        }

        public void Dispose()
        {
            _probe.Dispose();
            _told.Dispose();
        }

        // Every 100 ms; a little later the last sender has heard it.
        private async Task WatchAsync()
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                using var answer = await _probe.GetAsync(new Uri(_gateway.Admin, "/health/ready"), timeout.Token);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    Assert.Contains("stopping", await answer.Content.ReadAsStringAsync(timeout.Token), StringComparison.Ordinal);
                    await Task.Delay(TimeSpan.FromMilliseconds(200), timeout.Token);
                    await _told.CancelAsync();
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(100), timeout.Token);
            }
        }
    }
}
