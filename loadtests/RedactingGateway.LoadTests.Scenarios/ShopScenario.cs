using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>A new visitor's session: a page with the banner, trackers before the choice, the choice, more pages and trackers, a purchase; every fourth refuses.</summary>
internal sealed class ShopScenario(LoadContext context) : LoadScenario
{
    private const int RefusesEvery = 4;

    public override string Name => "shop";

    public override async Task<StepOutcome> IterateAsync(long number, RunStep step)
    {
        var visitor = Visitor.New(number);
        StepOutcome outcome;
        if (!(outcome = await step("landing", () => context.Client.PageAsync("/", visitor))).IsOk
            || !(outcome = await step("beforeChoice", () => context.Client.HitAsync(context.Mix.Of("ga4-gtag", number), visitor))).IsOk
            || !(outcome = await step("choice", () => ChooseAsync(number))).IsOk
            || !(outcome = await step("product", () => context.Client.PageAsync($"/p/{number}", visitor))).IsOk)
        {
            return outcome;
        }

        foreach (var sdk in (string[])["ga4-gtag", "meta-pixel", "matomo-js"])
        {
            if (!(outcome = await step(StepName.Of(sdk), () => context.Client.HitAsync(context.Mix.Of(sdk, number), visitor))).IsOk)
            {
                return outcome;
            }
        }

        outcome = await step("thanks", () => context.Client.PageAsync($"/thanks/{number}", visitor));
        return outcome.IsOk ? await step("purchase", () => context.Client.HitAsync(context.Mix.Of("meta-capi", number), visitor)) : outcome;

        async Task<StepOutcome> ChooseAsync(long session)
        {
            (var chosen, visitor) = await context.Client.ChooseAsync(accepts: session % RefusesEvery != 0, visitor);
            return chosen;
        }
    }
}
