using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>One page view: the page, then what its trackers send.</summary>
internal sealed class BrowseScenario(LoadContext context) : LoadScenario
{
    // Requests of trackers for one page.
    private const int Hits = 4;

    public override string Name => "browse";

    public override async Task<StepOutcome> IterateAsync(long number, RunStep step)
    {
        var visitor = context.Visitors[number];
        var outcome = await step("page", () => context.Client.PageAsync($"/p/{number}", visitor));
        for (var i = 0; outcome.IsOk && i < Hits; i++)
        {
            var recording = context.Mix.Pick((number * Hits) + i);
            outcome = await step(StepName.Of(recording.Sdk), () => context.Client.HitAsync(recording, visitor));
        }

        return outcome;
    }
}
