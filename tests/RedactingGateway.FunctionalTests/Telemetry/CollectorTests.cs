using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

/// <summary>What a collector gets by OTLP: figures, spans and log entries, and nothing that a client sent.</summary>
public sealed class CollectorTests
{
    private const string Planted = "zzplanted";

    private static readonly string ForeignTrace = new('c', 32);

    [Fact]
    public async Task Collector_GetsAllThree_AndNothingOfClients()
    {
        await using var collector = new RecordingVendor { Reply = static _ => VendorReply.Status(200) };
        var gateway = await GatewayHarness.StartAsync(
            policy: null, dictionary: null, $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        await gateway.SendAsync(
            $"POST /t/plain/collect?v=2&kept={Planted}&{Planted}=1 HTTP/1.1\nUser-Agent: {Planted}\nCookie: {Planted}=1\nReferer: https://{Planted}.example/\ntraceparent: 00-{ForeignTrace}-{new string('d', 16)}-01\n{Planted}: 1",
            $$"""{"v":"2","kept":"{{Planted}}","{{Planted}}":"{{Planted}}"}""");
        await gateway.SendAsync($"{Planted.ToUpperInvariant()} /{Planted}?{Planted}={Planted} HTTP/1.1\nUser-Agent: {Planted}\ntraceparent: 00-{ForeignTrace}-{new string('d', 16)}-01");
        await gateway.SendAsync($"GET /{Planted} HTTP/1.1\nHost: {Planted}.example");
        await gateway.EventuallyAsync("plain", "received 1 sent 1");
        var vendor = await gateway.Vendor.NextAsync();
        await gateway.DisposeAsync(); // sends what is left

        var received = new Dictionary<string, List<byte[]>>(StringComparer.Ordinal);
        while (collector.Count > received.Values.Sum(static r => r.Count))
        {
            var request = await collector.NextAsync();
            (received.TryGetValue(request.Target, out var bodies) ? bodies : received[request.Target] = []).Add(request.Body);
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
        foreach (var body in received.SelectMany(static r => r.Value))
        {
            var text = Encoding.Latin1.GetString(body);
            Assert.DoesNotContain(Planted, text, StringComparison.OrdinalIgnoreCase);
            Assert.True(body.AsSpan().IndexOf(Convert.FromHexString(ForeignTrace)) < 0, "A client's trace id was passed on.");
            Assert.DoesNotContain("url.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("user_agent", text, StringComparison.Ordinal);
        }

        var traces = string.Concat(received["/v1/traces"].Select(Encoding.Latin1.GetString));
        foreach (var name in new[] { "destination", "site", "grant", "body", "redaction", "vendor", "answer", "rgw.destination", "rgw.site", "rgw.policy" })
        {
            Assert.Contains(name, traces, StringComparison.Ordinal);
        }

        Assert.Contains("redacting_gateway.fields.sent", string.Concat(received["/v1/metrics"].Select(Encoding.Latin1.GetString)), StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", vendor.HeaderNames);
    }

    [Fact]
    public void Stages_AreNotTimed_WhereNobodyListens()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        using var times = new StageTimes(meters, TimeProvider.System);
        Assert.Null(times.Begin("plain"));

        List<string> measured = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => measured.Add($"{instrument.Name} {tags[0].Value}"));
        listener.Start();
        var clock = times.Begin("plain");
        Assert.False(clock.Ended(Stage.Payload, goesOn: false));
        clock!.Ended(Stage.Vendor);

        Assert.Equal(["redacting_gateway.stage.duration payload", "redacting_gateway.stage.duration vendor", "redacting_gateway.vendor.duration plain"], measured);
    }

    [Fact]
    public async Task WithoutACollector_NothingIsSent_AndNoSpanIsMade()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1");
        await gateway.EventuallyAsync("plain", "received 1 sent 1");

        Assert.Null(gateway.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(Activity.Current);
    }
}
