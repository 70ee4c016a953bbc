using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Admin;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class TallyTests
{
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
