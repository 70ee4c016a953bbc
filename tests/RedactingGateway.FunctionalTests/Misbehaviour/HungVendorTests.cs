using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;
using RedactingGateway.Vendors;

namespace RedactingGateway.FunctionalTests.Misbehaviour;

/// <summary>Vendors that take requests and say nothing: who waits, for how long, and who does not notice.</summary>
public sealed class HungVendorTests
{
    private const int Concurrency = 20;
    private const string EventBody = """{"v":"2"}""";
    private const string Json = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static readonly string Policy = TestPolicy.Policy.Replace(
        "      collect: \"${VENDOR}\"\n", $"      collect: {{ addresses: [\"${{VENDOR}}\"], concurrency: {Concurrency} }}\n", StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Len")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")]
    public async Task BeforeHeaders_EndsWithTheSilence(string said)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Silent(said) };
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(GatewayHarness.Message("POST /t/plain/batch HTTP/1.1", EventBody));
        await gateway.Vendor.NextAsync();
        gateway.Time.Advance(CompiledHost.DefaultActivityTimeout);

        var answer = await client.ReadAsync();
        Assert.Equal((503, "60"), (answer.Status, answer.Header("Retry-After")));
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Theory]
    [InlineData("Content-Length: 99\r\n\r\n{\"fl")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n4\r\n{\"fl\r\n")]
    [InlineData("\r\n")]
    public async Task InTheMiddleOfTheBody_TheDictionarysAnswerStandsInItsPlace(string said)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Silent(Json + said) };
        using var client = await gateway.ConnectAsync();

        await client.WriteAsync(GatewayHarness.Message("POST /t/plain/decide HTTP/1.1", EventBody));
        await gateway.Logs.WaitForAsync("ResponseReceived");
        gateway.Time.Advance(CompiledHost.DefaultTotalTimeout);

        var answer = await client.ReadAsync();
        Assert.Equal((200, """{"flags":{}}"""), (answer.Status, answer.BodyText));
        await gateway.EventuallyAsync("plain", "received 1 sent 1"); // the vendor took the event
    }

    [Fact]
    public async Task WhileAllSlotsHang_SitesAndOtherVendorsAnswer_AndMoreAreRefusedAtOnce()
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy);
        using var hung = await HungAsync(gateway, Concurrency);
        Assert.Equal((CircuitPosition.Closed, Concurrency, 0), Gate(gateway));

        // No time passes here: whatever waited for the vendor would wait for ever.
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(204, (await gateway.SendAsync($"GET /page/{i} HTTP/1.1")).Status);
            Assert.Equal(200, (await gateway.SendAsync("GET /t/plain/lib.js?v=2 HTTP/1.1")).Status);
        }

        var beacon = await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody);
        var retrying = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);

        Assert.Equal(10, gateway.Site.Count);
        Assert.Equal(10, gateway.Other.Count);
        Assert.Equal((204, null), (beacon.Status, beacon.Header("Retry-After")));
        Assert.Equal((503, "60"), (retrying.Status, retrying.Header("Retry-After")));
        Assert.Equal(Concurrency, gateway.Vendor.Count);
        Assert.Equal((CircuitPosition.Closed, Concurrency, 2), Gate(gateway));
        await gateway.EventuallyAsync("plain", "received 12 sent 10 vendorBusy 2");
    }

    [Fact]
    public async Task AfterTheTimeOuts_TheCircuitOpens_OneIsSentOnTrial_AndItsAnswerClosesIt()
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy);
        using (var hung = await HungAsync(gateway, Concurrency))
        {
            gateway.Time.Advance(CompiledHost.DefaultActivityTimeout);
            Assert.All(await hung.AnswersAsync(), answer => Assert.Equal(503, answer.Status));
        }

        await gateway.Logs.WaitForAsync("CircuitOpened");
        Assert.Equal((CircuitPosition.Open, 0, 0), Gate(gateway));

        // Open: nothing is sent, whatever the vendor would do now.
        var answers = new TaskCompletionSource();
        gateway.Vendor.Reply = _ => new VendorReply { Until = answers.Task };
        Assert.Equal(503, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        Assert.Equal(204, (await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody)).Status);
        Assert.Equal(Concurrency, gateway.Vendor.Count);

        // Half-open: one, and no second.
        gateway.Time.Advance(VendorGate.Break);
        Assert.Equal(CircuitPosition.HalfOpen, Gate(gateway).Circuit);
        using var trial = await gateway.ConnectAsync();
        await trial.WriteAsync(GatewayHarness.Message("POST /t/plain/batch HTTP/1.1", EventBody));
        await gateway.Vendor.NextAsync();
        Assert.Equal(CircuitPosition.HalfOpen, Gate(gateway).Circuit);
        Assert.Equal(503, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        Assert.Equal(Concurrency + 1, gateway.Vendor.Count);

        answers.SetResult();
        Assert.Equal(200, (await trial.ReadAsync()).Status);
        await gateway.Logs.WaitForAsync("CircuitClosed");
        Assert.Equal(204, (await gateway.SendAsync("POST /t/plain/collect HTTP/1.1", EventBody)).Status);
        Assert.Equal((CircuitPosition.Closed, 0, 0), Gate(gateway));
        await gateway.EventuallyAsync("plain", $"received {Concurrency + 5} sent 2 circuitOpen 3 vendorFailed {Concurrency}");
    }

    [Fact]
    public async Task TrialThatHangs_OpensTheCircuitAgain()
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy);
        using (var hung = await HungAsync(gateway, Concurrency))
        {
            gateway.Time.Advance(CompiledHost.DefaultActivityTimeout);
            await hung.AnswersAsync();
        }

        await gateway.Logs.WaitForAsync("CircuitOpened");
        gateway.Time.Advance(VendorGate.Break);
        using (var trial = await HungAsync(gateway, 1))
        {
            gateway.Time.Advance(CompiledHost.DefaultActivityTimeout);
            await trial.AnswersAsync();
        }

        await gateway.Logs.WaitForAsync("CircuitOpened", times: 2);
        Assert.Equal(CircuitPosition.Open, Gate(gateway).Circuit);
        Assert.Equal(503, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        Assert.Equal(Concurrency + 1, gateway.Vendor.Count);
    }

    [Fact]
    public async Task ErrorsThatComeAtOnce_LeaveTheCircuitClosed()
    {
        await using var gateway = await GatewayHarness.StartAsync(Policy);
        gateway.Vendor.Reply = _ => VendorReply.Status(500);

        for (var i = 0; i < 2 * Concurrency; i++)
        {
            Assert.Equal(503, (await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody)).Status);
        }

        Assert.Equal(2 * Concurrency, gateway.Vendor.Count);
        Assert.Equal((CircuitPosition.Closed, 0, 0), Gate(gateway));
    }

    [Fact]
    public async Task HostThatDoesNotAccept_EndsWithTheConnectTimeout()
    {
        // A listener whose queue is full drops what would connect: the one case that needs a second of the real clock, which the connection has.
        using var full = FullListener.Start();
        var policy = TestPolicy.Policy.Replace("      collect: \"${VENDOR}\"\n", $"      collect: {{ addresses: [\"{full.Address}\"], connectTimeout: 1s }}\n", StringComparison.Ordinal);
        await using var gateway = await GatewayHarness.StartAsync(policy);

        var answer = await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", EventBody);

        Assert.Equal(503, answer.Status);
        await gateway.EventuallyAsync("plain", "received 1 sent 0 vendorFailed 1");
    }

    [Fact]
    public void Deadline_EachWordRenewsTheSilence_AndNoneTheWhole()
    {
        var time = new FakeTimeProvider();
        var host = new CompiledHost([]) { ActivityTimeout = TimeSpan.FromSeconds(10), TotalTimeout = TimeSpan.FromSeconds(25) };
        using var dripping = new VendorDeadline(host, time);
        using var silent = new VendorDeadline(host, time);

        for (var second = 0; second < 25; second += 5)
        {
            Assert.False(dripping.Token.IsCancellationRequested);
            Assert.Equal(second >= 10, silent.Token.IsCancellationRequested);
            dripping.Heard();
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(dripping.Token.IsCancellationRequested);
    }

    private static async Task<HungRequests> HungAsync(GatewayHarness gateway, int count)
    {
        gateway.Vendor.Reply = _ => new VendorReply { Act = Acts.Silent() };
        var hung = new HungRequests();
        for (var i = 0; i < count; i++)
        {
            await hung.AddAsync(gateway, GatewayHarness.Message("POST /t/plain/batch HTTP/1.1", EventBody));
            await gateway.Vendor.NextAsync();
        }

        return hung;
    }

    private static (CircuitPosition Circuit, int InFlight, long Busy) Gate(GatewayHarness gateway)
    {
        var policy = gateway.Services.GetRequiredService<PolicyHolder>().Current;
        var gate = gateway.Services.GetRequiredService<VendorGates>().Read(policy).Single(g => g is { Destination: "plain", Host: "collect" });
        return (gate.Circuit, gate.InFlight, gate.Busy);
    }
}
