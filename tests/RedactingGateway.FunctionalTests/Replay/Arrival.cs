using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Replay;

/// <summary>In which form a planted value must arrive under the shipped purposes. Written from the policy by hand; no product code.</summary>
/// <param name="Where">Where the decoded value stands that shows it.</param>
/// <param name="Expected">Regular expression for the whole value.</param>
internal sealed partial record Arrival(string Where, string Expected)
{
    /// <summary>The form for <paramref name="canary"/>, or null: it may not arrive in any form.</summary>
    public static Arrival? Of(string sdk, Canary canary)
    {
        var page = PageAddress().Match(canary.Where);
        if (page.Success)
        {
            return new Arrival(page.Value, Regex.Escape(Scrubbed(sdk, page.Value)));
        }

        // The referrer holds an address in its path and a customer number behind the question mark.
        var referrer = Referrer().Match(canary.Where);
        if (referrer.Success)
        {
            return new Arrival(referrer.Value, Regex.Escape("https://shop.example.com/konto/:email"));
        }

        return (sdk, canary.Category, canary.Where) switch
        {
            // Meta may have the e-mail address as SHA-256, as the site has already made it.
            ("meta-pixel", "email", var w) when w.EndsWith("ud[em]", StringComparison.Ordinal) || w.EndsWith("udff[em]", StringComparison.Ordinal) =>
                new Arrival(w, CanaryText.Of(canary)),
            ("meta-capi", "email", var w) when w.Contains(".user_data.em[", StringComparison.Ordinal) => new Arrival(w, CanaryText.Of(canary)),

            // Customer and order numbers of both recipients, as 128-bit pseudonyms.
            (_, "customer_id", var w) => new Arrival(w, "[0-9a-f]{32}"),
            (_, "order_id", var w) when OrderNumber().IsMatch(w) => new Arrival(w, "[0-9a-f]{32}"),

            (_, "ip", var w) => new Arrival(w, Regex.Escape("203.0.113.0")),
            _ => null,
        };
    }

    private static string Scrubbed(string sdk, string where) => where switch
    {
        _ when where.EndsWith("form_destination", StringComparison.Ordinal) => "https://shop.example.com/kontakt",
        _ when sdk is "ga4-mp" or "meta-capi" => "https://shop.example.com/danke",
        _ => "https://shop.example.com/danke?utm_source=newsletter&utm_medium=email&utm_campaign=herbst",
    };

    [GeneratedRegex(@"^.*(\?dl|multipart\.dl|page_location|event_source_url|form_destination)(?=[?(])")]
    private static partial Regex PageAddress();

    [GeneratedRegex(@"^.*(\?dr|\?rl|multipart\.rl|page_referrer)(?=[?(])")]
    private static partial Regex Referrer();

    [GeneratedRegex(@"(transaction_id|order_id|order_id\])$")]
    private static partial Regex OrderNumber();
}
