using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>Everything at once, for a long time: of twenty iterations fifteen browse, two are sessions, two hostile, one a page alone.</summary>
internal sealed class SoakScenario(LoadContext context) : LoadScenario
{
    private readonly BrowseScenario _browse = new(context);
    private readonly ShopScenario _shop = new(context);
    private readonly HostileScenario _hostile = new(context);
    private readonly PagesScenario _pages = new(context);

    public override string Name => "soak";

    public override Task<StepOutcome> IterateAsync(long number, RunStep step) => (number % 20) switch
    {
        < 15 => _browse.IterateAsync(number, step),
        < 17 => _shop.IterateAsync(number, step),

        // Twenty shares a factor with the number of hostile kinds: counted on their own, so that all have their turn.
        < 19 => _hostile.IterateAsync((number / 20 * 2) + (number % 2), step),
        _ => _pages.IterateAsync(number, step),
    };
}
