using System.Diagnostics;
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

        await AdvanceAsync(gateway, history, TimeSpan.FromSeconds(90));
        await SendAsync(1); // 12:01:30
        Assert.Equal("12:00 3, 12:01 1", Told(history.Read(byHour: false)));

        await AdvanceAsync(gateway, history, TimeSpan.FromMinutes(70));
        await SendAsync(2); // 13:11:30
        Assert.Equal("13:11 2", Told(history.Read(byHour: false)));
        Assert.Equal("12:00 4, 13:00 2", Told(history.Read(byHour: true)));

        for (var minute = 0; minute < 100; minute++)
        {
            await AdvanceAsync(gateway, history, TimeSpan.FromMinutes(1));
        }

        Assert.Equal(FlowHistory.Minutes, history.Read(byHour: false).Length);

        await AdvanceAsync(gateway, history, TimeSpan.FromHours(45.5));
        Assert.Equal("13:00 2", Told(history.Read(byHour: true)));
    }

    // Another thread may be the one that wakes the timers.
    private static async Task AdvanceAsync(GatewayHarness gateway, FlowHistory history, TimeSpan span)
    {
        gateway.Time.Advance(span);
        var clock = Stopwatch.StartNew();
        while (gateway.Time.GetUtcNow() - history.Read(byHour: false)[^1].Start >= TimeSpan.FromMinutes(1))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
    }

    private static string Told(IEnumerable<FlowFrame> frames) => string.Join(
        ", ", frames.Where(static f => f.Events.Count > 0).Select(static f => $"{f.Start:HH:mm} {f.Events[("plain", "none")]}"));
}
