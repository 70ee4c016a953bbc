using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class FlowHistoryTests
{
    [Fact]
    public async Task History_HasAnHourOfMinutes_AndTwoDaysOfHours()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var history = gateway.Services.GetRequiredService<FlowHistory>();
        var sent = 0;
        async Task SendAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1");
            }

            sent += count;
            await gateway.EventuallyAsync("plain", $"received {sent} sent {sent}");
        }

        await SendAsync(3); // 12:00
        Assert.Equal("12:00 3", Told(history.Read(byHour: false)));

        gateway.Time.Advance(TimeSpan.FromSeconds(90));
        await SendAsync(1); // 12:01:30
        Assert.Equal("12:00 3, 12:01 1", Told(history.Read(byHour: false)));

        gateway.Time.Advance(TimeSpan.FromMinutes(70));
        await SendAsync(2); // 13:11:30
        Assert.Equal("13:11 2", Told(history.Read(byHour: false)));
        Assert.Equal("12:00 4, 13:00 2", Told(history.Read(byHour: true)));

        gateway.Time.Advance(TimeSpan.FromHours(47));
        Assert.Equal("13:00 2", Told(history.Read(byHour: true)));

        for (var minute = 0; minute < 100; minute++)
        {
            gateway.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(FlowHistory.Minutes, history.Read(byHour: false).Length);
    }

    private static string Told(IEnumerable<FlowFrame> frames) => string.Join(
        ", ", frames.Where(static f => f.Events.Count > 0).Select(static f => $"{f.Start:HH:mm} {f.Events[("plain", "none")]}"));
}
