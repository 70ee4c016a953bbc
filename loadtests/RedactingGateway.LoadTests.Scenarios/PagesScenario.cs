using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>HTML pages alone, for visitors who are told different things.</summary>
internal sealed class PagesScenario(LoadContext context) : LoadScenario
{
    public override string Name => "pages";

    public override Task<StepOutcome> IterateAsync(long number, RunStep step) =>
        step("page", () => context.Client.PageAsync($"/p/{number}", context.Visitors[number]));
}
