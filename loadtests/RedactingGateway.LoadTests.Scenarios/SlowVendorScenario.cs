using RedactingGateway.LoadTests.Scenarios.Servers;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>One vendor answers late. Pages and the other vendors must not notice: their steps are what the iteration waits for.</summary>
internal sealed class SlowVendorScenario(LoadContext context, TimeSpan? delay = null) : LoadScenario
{
    // Slower than any page, faster than the gateway gives up on a vendor (10 s).
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(3);

    private const string SlowSdk = "matomo-js";

    // One in ten iterations hits it, so that hanging requests pile up as far as the gateway lets them.
    private const int SlowEvery = 10;

    private readonly List<Task<StepOutcome>> _slow = [];
    private readonly Lock _lock = new();

    public override string Name => "slow-vendor";

    /// <summary>Requests that hung so far.</summary>
    public int SlowHits { get; private set; }

    public override Task StartAsync()
    {
        context.Sink.Slow = new SlowVendor("matomo.php", delay ?? DefaultDelay);
        return Task.CompletedTask;
    }

    public override async Task<StepOutcome> IterateAsync(long number, RunStep step)
    {
        if (number % SlowEvery == 0)
        {
            Start(context.Client.HitAsync(context.Mix.Of(SlowSdk, number), context.Visitors.Accepted));
        }

        var page = await step("page", () => context.Client.PageAsync($"/p/{number}", context.Visitors[number]));
        return page.IsOk ? await step("otherVendor", () => context.Client.HitAsync(context.Mix.Of("ga4-gtag", number), context.Visitors.Accepted)) : page;
    }

    /// <summary>Waits for what hangs.</summary>
    public override async Task StopAsync()
    {
        context.Sink.Slow = null;
        await Task.WhenAll(_slow);
    }

    private void Start(Task<StepOutcome> hit)
    {
        lock (_lock)
        {
            _slow.RemoveAll(task => task.IsCompleted);
            _slow.Add(hit);
            SlowHits++;
        }
    }
}
