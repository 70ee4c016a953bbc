using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Gateway;

public sealed class CountingTests
{
    [Fact]
    public async Task Account_ReceivedIsAlwaysSentPlusWithheld()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var number = 0;
        gateway.Vendor.Reply = _ => (Interlocked.Increment(ref number) % 4) switch
        {
            0 => VendorReply.Status(500),
            1 => new VendorReply { Reset = true },
            _ => new VendorReply(),
        };
        string[] heads = ["POST /t/plain/collect HTTP/1.1", "POST /t/plain/nowhere HTTP/1.1", "POST /t/plain/batch HTTP/1.1", "POST /t/plain/pixel.gif HTTP/1.1"];
        string[] bodies = ["""{"v":"2"}""", "{", """{"v":"1","kept":"a"}"""];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async worker =>
        {
            for (var i = 0; i < 12; i++)
            {
                await gateway.SendAsync(heads[(worker + i) % heads.Length], bodies[i % bodies.Length]);
                _ = $"{await gateway.EventsAsync("plain")}"; // asserts the equation, in the middle of the traffic
            }
        }));

        var last = await gateway.EventsAsync("plain");
        Assert.True(last.Sent > 0 && last.Withheld.ContainsKey("vendorFailed") && last.Withheld.ContainsKey("unknownEndpoint") && last.Withheld.ContainsKey("undecodable"));
    }

    [Fact]
    public async Task Metrics_HaveLabelsFromClosedSetsOnly()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        List<string> measured = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == GatewayMetrics.Meter && instrument.Name.StartsWith("redacting_gateway.events.", StringComparison.Ordinal) && instrument.Meter.Scope == gateway.Services.GetRequiredService<IMeterFactory>())
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (measured)
            {
                measured.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}");
            }
        });
        listener.Start();

        await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1");
        await gateway.SendAsync("GET /t/plain/anna@example.org HTTP/1.1");
        await gateway.EventuallyAsync("plain", "received 2 sent 1 unknownEndpoint 1");

        Assert.Equal(
            [
                "redacting_gateway.events.received 1 destination=plain",
                "redacting_gateway.events.received 1 destination=plain",
                "redacting_gateway.events.sent 1 destination=plain",
                "redacting_gateway.events.withheld 1 destination=plain reason=unknownEndpoint",
            ],
            measured.Order());
    }
}
