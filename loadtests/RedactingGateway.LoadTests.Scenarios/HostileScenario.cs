using RedactingGateway.LoadTests.Scenarios.Traffic;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>Bad inputs between good ones: none may be answered with a failure of the gateway, and good ones must go on.</summary>
internal sealed class HostileScenario(LoadContext context) : LoadScenario
{
    public override string Name => "hostile";

    public override async Task<StepOutcome> IterateAsync(long number, RunStep step)
    {
        var visitor = context.Visitors.Accepted;
        var (name, sdk, request) = HostileRequests.Pick(number);

        // Trackers get the answer that their SDK takes, what is no endpoint or no HTTP is refused; 5xx is a fault of the gateway.
        var bad = await step(name, () => context.Client.SendAsync(sdk, request, visitor, static status => status is >= 200 and < 500));
        var recording = context.Mix.Pick(number);
        return bad.IsOk ? await step("good", () => context.Client.HitAsync(recording, visitor)) : bad;
    }
}
