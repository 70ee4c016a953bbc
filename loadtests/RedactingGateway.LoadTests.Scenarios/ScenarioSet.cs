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
        "reload" => Reload(context),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such scenario."),
    };

    private static ReloadScenario Reload(LoadContext context)
    {
        var file = context.Options.PolicyFile ?? throw new InvalidOperationException("reload needs --policy-file: the file that the gateway runs on.");
        return new ReloadScenario(context, file, context.Options.Admin, context.Options.AdminTokenFile is { } tokenFile ? File.ReadAllText(tokenFile).Trim() : null);
    }
}
