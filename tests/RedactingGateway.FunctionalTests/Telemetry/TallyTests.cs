using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Admin;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class TallyTests
{
    [Fact]
    public async Task Fields_OfAnEventThatWasTakenBack_DidNotLeave()
    {
        var dictionary = TestPolicy.Dictionary
            .Replace("  batch:\n    match: { methods: [POST], path: /batch }", "  batch:\n    unit: body.$.e[]\n    match: { methods: [POST], path: /batch }", StringComparison.Ordinal)
            + "\n  body.$.e[].v: { structural: true, values: ['1', '2'], required: true }\n  body.$.e[].kept: { category: system.operations, type: opaqueId, source: site }\n";
        await using var gateway = await GatewayHarness.StartAsync(dictionary: dictionary);

        await gateway.SendAsync("POST /t/plain/batch HTTP/1.1", """{"e":[{"v":"2","kept":"a"},{"kept":"b","v":"of another kind"}]}""");
        await gateway.EventuallyAsync("plain", "received 2 sent 1 required 1");
        var series = gateway.Services.GetRequiredService<FieldAccounts>().All.ToList();

        Assert.Equal(1, series.Single(static s => s is { Left: true, Category: "system.operations" }).Count);
        Assert.Equal(1, series.Single(static s => s is { Reason: Core.Redaction.WithheldReason.Required, Category: "system.operations" }).Count);
    }

    // The two are counted by different means: numbers of the redaction, and its decisions one by one.
    [Fact]
    public async Task Fields_OfRecordedTraffic_AreAsManyAsTheRedactionCounts()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 5);
        await gateway.Services.GetRequiredService<DisclosureAccounts>().FlushAsync();
        var disclosed = await gateway.Services.GetRequiredService<IStateStore>().ReadDisclosuresAsync(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
        var series = gateway.Services.GetRequiredService<FieldAccounts>().All.ToList();

        Assert.True(series.Count > 20);
        Assert.Equal(disclosed.Values.Sum(static d => d.Sent), series.Where(static s => s.Left).Sum(static s => s.Count));
        Assert.Equal(disclosed.Values.Sum(static d => d.Sent - d.Changed), series.Where(static s => s.Form == FieldSeries.Keep).Sum(static s => s.Count));
        Assert.Equal(disclosed.Values.Sum(static d => d.Withheld), series.Where(static s => !s.Left).Sum(static s => s.Count));
    }
}
