using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Payloads;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Reload;
using RedactingGateway.Pipeline;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>Bodies that clients let take their time: together they take no more than the memory that is set aside for them.</summary>
public sealed class BodyMemoryTests
{
    private const string EventBody = """{"v":"2"}""";
    private const int Budget = 1024 * 1024;

    // More than half of the budget: with it nothing else fits, because memory is lent in powers of two.
    private const int SlowBytes = 600_000;

    [Fact]
    public async Task OverTheBudget_RetryingSdksHearWhen_BeaconsHearSuccess_AndAllIsGivenBack()
    {
        await using var gateway = await StartAsync();
        using var slow = await HoldAsync(gateway);

        var answer = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);
        Assert.Equal((503, "60"), (answer.Status, answer.Header("Retry-After")));
        Assert.Equal(503, (await gateway.SendAsync("POST /t/strict/collect HTTP/1.1", EventBody)).Status);
        Assert.Equal(204, (await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody)).Status);
        Assert.Equal(204, (await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1")).Status);
        await gateway.EventuallyAsync("plain", "received 3 sent 1 limit 2");
        await gateway.EventuallyAsync("strict", "received 1 sent 0 limit 1");
        Assert.Equal(Budget, Held(gateway));

        await slow.WriteAsync("0\r\n\r\n");
        Assert.Equal(204, (await slow.ReadAsync()).Status);
        await ReloadBench.UntilAsync(() => Held(gateway) == 0);
        Assert.Equal(200, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        await ReloadBench.UntilAsync(() => Held(gateway) == 0);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("timeout")]
    [InlineData("tooLong")]
    [InlineData("brokenChunk")]
    [InlineData("noMemory")]
    public async Task BodyThatIsGivenUp_GivesItsMemoryBack(string how)
    {
        await using var gateway = await StartAsync();
        using var slow = await HoldAsync(gateway);
        switch (how)
        {
            case "reset":
                slow.Reset();
                break;
            case "timeout":
                gateway.Time.Advance(BodyReading.Timeout);
                break;
            case "tooLong":
                await slow.WriteAsync($"100000\r\n{new string(' ', 0x100000)}\r\n");
                break;
            case "brokenChunk":
                await slow.WriteAsync("no number\r\n");
                break;
            case "noMemory":
                // Within the policy's limit, but twice of what is left.
                await slow.WriteAsync($"80000\r\n{new string(' ', 0x80000)}\r\n");
                break;
        }

        await ReloadBench.UntilAsync(() => Held(gateway) == 0);
        Assert.Equal(200, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        Assert.Equal(1, gateway.Vendor.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4097)]
    [InlineData(600_000)]
    public void MemoryFor_ABody_IsWhatItsBufferTakes(int length)
    {
        using var buffer = new PooledBuffer();
        for (var left = length; left > 0; left -= 1000)
        {
            buffer.Write(new byte[Math.Min(left, 1000)]);
        }

        Assert.Equal(PooledBuffer.MemoryFor(length), length + buffer.GetMemory().Length);
    }

    private static Task<GatewayHarness> StartAsync() => GatewayHarness.StartAsync(
        TestPolicy.Policy.Replace("  body: 16KiB", "  body: 1500KiB\n  decoded: 4MiB", StringComparison.Ordinal), dictionary: null, $"--Gateway:MaxBodyMemory={Budget}");

    private static long Held(GatewayHarness gateway) => gateway.Services.GetRequiredService<BodyBudget>().Held;

    // A body whose first part has arrived, and which goes on.
    private static async Task<RawClient> HoldAsync(GatewayHarness gateway)
    {
        var slow = await gateway.ConnectAsync();
        await slow.WriteAsync($"POST /t/strict/collect HTTP/1.1\r\nHost: shop.example\r\nTransfer-Encoding: chunked\r\n\r\n{SlowBytes:x}\r\n{EventBody}{new string(' ', SlowBytes - EventBody.Length)}\r\n");
        await ReloadBench.UntilAsync(() => Held(gateway) == Budget);
        return slow;
    }
}
