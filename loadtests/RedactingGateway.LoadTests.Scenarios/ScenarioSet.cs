using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>The scenarios by name.</summary>
internal static class ScenarioSet
{
    public static IReadOnlyList<string> Names { get; } = ["browse", "shop", "pages", "slow-vendor", "hostile", "soak", "reload"];

    public static LoadScenario Create(string name, LoadContext context) => name switch
    {
        "browse" => new BrowseScenario(context),
        "shop" => new ShopScenario(context),
        "pages" => new PagesScenario(context),
        "slow-vendor" => new SlowVendorScenario(context),
        "hostile" => new HostileScenario(context),
        "soak" => new SoakScenario(context),
        "reload" => new ReloadScenario(context, context.Options.PolicyFile ?? throw new InvalidOperationException("reload needs --policy-file: the file that the gateway runs on.")),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such scenario."),
    };
}
