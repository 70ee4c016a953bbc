using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class MetricsTests
{
    private const string Planted = "Zzplanted";

    [Fact]
    public async Task Metrics_TellWhatLeftAndWhatDidNot()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        await gateway.SendAsync("POST /t/plain/collect?v=2&other=1 HTTP/1.1\nUser-Agent: Firefox", """{"v":"2","kept":"a","nobody":"knows"}""");
        await gateway.SendAsync("POST /t/shadow/collect HTTP/1.1", """{"v":"2"}""");
        await gateway.SendAsync("GET /t/consent/collect HTTP/1.1");
        await gateway.SendAsync("GET /anything HTTP/1.1\nHost: unknown.example");
        await gateway.EventuallyAsync("consent", "received 1 sent 0 noGrant 1");

        var metrics = await PrometheusText.ReadAsync(gateway);

        Assert.Equal(1, metrics.Value("redacting_gateway_events_sent_total", ("destination", "plain")));
        Assert.Equal(1, metrics.Value("redacting_gateway_events_withheld_total", ("destination", "consent"), ("reason", "noGrant")));
        Assert.Equal(1, metrics.Value("redacting_gateway_fields_sent_total", ("destination", "plain"), ("category", "system.operations"), ("purpose", "upkeep"), ("form", "keep")));
        Assert.Equal(2, metrics.Value("redacting_gateway_fields_sent_total", ("destination", "plain"), ("category", "structural"), ("form", "keep")));
        Assert.Equal(1, metrics.Value("redacting_gateway_fields_withheld_total", ("destination", "shadow"), ("category", "structural"), ("reason", "shadow")));
        Assert.True(metrics.Value("redacting_gateway_fields_withheld_total", ("destination", "plain"), ("category", "unknown"), ("purpose", "none"), ("reason", "unknownField")) >= 2);
        Assert.Equal(1, metrics.Value("redacting_gateway_requests_refused_total", ("reason", "unknownHost")));
        Assert.Equal(1, metrics.Value("redacting_gateway_vendor_answers_total", ("destination", "plain"), ("status", "2xx")));
        Assert.Equal(1, metrics.Value("redacting_gateway_policy_in_force", ("approval", "none")));
        Assert.Equal(0, metrics.Value("redacting_gateway_vendor_in_flight", ("destination", "plain"), ("host", "collect")));
        Assert.Equal(1, metrics.Value("redacting_gateway_vendor_available", ("destination", "plain"), ("host", "collect")));
        Assert.Equal(0, metrics.Value("redacting_gateway_state_problem", ("problem", "storage")));
        Assert.Equal(2, metrics.Value("redacting_gateway_stage_duration_seconds_count", ("stage", "redaction")));
        Assert.Equal(1, metrics.Value("redacting_gateway_vendor_duration_seconds_count", ("destination", "plain")));
    }

    [Fact]
    public async Task Metrics_AreLabelledFromClosedSets_WhateverClientsSend()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        string[] targets = [$"/t/plain/collect?v=2&{Planted}=1&kept={Planted}", $"/t/plain/{Planted}", $"/{Planted}?{Planted}={Planted}", $"/t/consent/collect?{Planted}"];
        foreach (var target in targets)
        {
            await gateway.SendAsync($"GET {target} HTTP/1.1\nX-{Planted}: {Planted}\nCookie: {Planted}={Planted}\nUser-Agent: {Planted}\ntraceparent: 00-{new string('a', 32)}-{new string('b', 16)}-01");
            await gateway.SendAsync($"GET {target} HTTP/1.1\nHost: {Planted}.example");
            await gateway.SendAsync($"{Planted.ToUpperInvariant()} {target} HTTP/1.1", $$"""{"{{Planted}}":"{{Planted}}"}""");
        }

        await gateway.EventuallyAsync("consent", "received 2 sent 0 noGrant 1 unknownEndpoint 1");
        var metrics = await PrometheusText.ReadAsync(gateway);

        Assert.DoesNotContain(Planted, metrics.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("aaaaaaaa", metrics.Text, StringComparison.Ordinal);
        foreach (var sample in metrics.Samples.Where(s => s.Name.StartsWith("redacting_gateway_", StringComparison.Ordinal)))
        {
            var metric = GatewayMetrics.All.Single(m => PrometheusText.NamesOf(m).Contains(sample.Name));
            foreach (var (label, value) in sample.Labels.Where(l => l.Key is not ("le" or "otel_scope_name")))
            {
                var declared = Assert.Single(metric.Labels, l => l.Name == label);
                Assert.True(declared.Values.Contains(value) || (declared.Source is not null && IsOfThePolicy(value)), $"{sample.Name} {label}={value}");
            }
        }
    }

    // What TestPolicy names.
    private static bool IsOfThePolicy(string value) => Regex.IsMatch(value, @"\A(plain|consent|strict|strictConsent|shadow|collect|assets|shop|bare|upkeep|advertising|system\.operations|user\.device|[0-9a-f]{12})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
