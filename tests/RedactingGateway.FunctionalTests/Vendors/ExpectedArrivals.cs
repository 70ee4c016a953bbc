using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>
/// What must arrive of the planted values under the shipped purposes, written by hand from the policy and the vendors'
/// documentation: addresses without what stands behind their question mark, customer and order numbers as pseudonyms, the
/// visitor's address without its last part. Nothing else of a person may arrive (<see cref="MayArrive"/>).
/// </summary>
internal static partial class ExpectedArrivals
{
    /// <summary>Last names of the fields that hold the address of a page or of the page before it.</summary>
    private static readonly Dictionary<string, string> Addresses = new(StringComparer.Ordinal)
    {
        ["amplitude-browser"] = @"\[Amplitude\] (Page Location|Previous Page Location|Form Destination)|referrer",
        ["appinsights-web"] = "baseData.url|refUri",
        ["bugsnag-js"] = "request.url",
        ["clevertap-web"] = "cpg",
        ["datadog-rum"] = "(view|resource).url|view.referrer",
        ["datapunt-matomo"] = "url|urlref|_ref",
        ["elastic-apm-rum"] = "page.url|page.referer|http.url",
        ["growthbook"] = @"[$\].]url",
        ["matomo-js"] = @"[?.](url|urlref|_ref|link|c_t)",
        ["mixpanel-browser"] = @"\$(current_url|initial_referrer|referrer)",
        ["plausible-tracker"] = @"\.[ur]",
        ["posthog-js"] = @"\$(initial_)?(current_url|referrer)|\$session_entry_(url|referrer)",
        ["rollbar-browser"] = "request.url",
        ["rudderstack-browser"] = "(context.page|properties).(url|referrer|initial_referrer|tab_url)",
        ["segment-browser"] = "(context.page|properties).(url|referrer)",
        ["sentry-browser"] = @"request.url|headers.Referer|url.full.value|breadcrumbs\[[0-9]+\].data.url",
        ["snowplow-browser"] = @"[?.](url|refr)",
        ["tiktok-api"] = "page.(url|referrer)",
        ["umami-script"] = "payload.url",
        ["universal-analytics"] = @"form\.(dp|dr)",
    };

    /// <summary>Last names of the fields that hold a customer's or an order's number.</summary>
    private static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["appinsights-web"] = "ai.user.accountId",
        ["braze-web"] = "user_id",
        ["bugsnag-js"] = "user.id",
        ["clevertap-web"] = "profile.Identity",
        ["countly-web"] = "device_id",
        ["datadog-rum"] = "usr.id",
        ["datapunt-matomo"] = "ec_id",
        ["elastic-apm-rum"] = "user.id",
        ["matomo-js"] = "ec_id",
        ["mixpanel-browser"] = @"\$?distinct_id|\$user_id|\$anon_distinct_id",
        ["posthog-js"] = @"distinct_id|\$user_id",
        ["rollbar-browser"] = @"\.data\.person\.id",
        ["rudderstack-browser"] = "userId|previousId|properties.order_id",
        ["segment-browser"] = "userId|previousId|properties.order_id",
        ["sentry-browser"] = @"user.id|user.id.value|\.did",
        ["tiktok-api"] = "user.external_id|properties.order_id",
        ["umami-script"] = "payload.id",
        ["universal-analytics"] = @"form\.(cid|uid|ti)",
    };

    /// <summary>The field that must arrive, and what it must look like there; null: the value may not arrive in any form.</summary>
    public static (string Field, Func<string, string> Form)? Of(string sdk, Canary canary)
    {
        if (Addresses.TryGetValue(sdk, out var addresses)
            && Regex.Match(canary.Where, $@"^(?<field>.*({addresses}))(\?|\(url )", RegexOptions.ExplicitCapture) is { Success: true } address)
        {
            return (address.Groups["field"].Value, original => Regex.Escape(Scrub(original)));
        }

        var isNumber = canary.Category is "customer_id" or "order_id" && Numbers.TryGetValue(sdk, out var numbers)
            && Regex.IsMatch(canary.Where, $"({numbers})$", RegexOptions.ExplicitCapture);
        return (canary.Category, isNumber) switch
        {
            (_, true) => (canary.Where, _ => "[0-9a-f]{22,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{10}[.][0-9]{10}"),
            ("ip", _) => (canary.Where, _ => Regex.Escape("203.0.113.0")),
            ("email", _) when sdk == "tiktok-api" && canary.Form is not null => (canary.Where, Regex.Escape),
            _ => null,
        };
    }

    /// <summary>Whether a find is one of those that the policy allows as they are.</summary>
    public static bool MayArrive(string sdk, LeakHit hit) => (sdk, hit.Planted.Category) switch
    {
        // TikTok may have the e-mail address as SHA-256, in the field made for it.
        ("tiktok-api", "email") => hit.Spelling.EndsWith("SHA-256 hex", StringComparison.Ordinal) && (IsWhole(hit) || hit.Where.EndsWith(".user.email", StringComparison.Ordinal)),

        // Meta as well; see Replay.
        ("meta-pixel" or "meta-capi", "email") => hit.Spelling.EndsWith("SHA-256 hex", StringComparison.Ordinal) && (IsWhole(hit) || HashedEmail().IsMatch(hit.Where)),

        // The visitor searched the shop for an order number: what was searched for may leave.
        ("matomo-js" or "datapunt-matomo", "order_id") => hit.Spelling.EndsWith("literal", StringComparison.Ordinal) && (IsWhole(hit) || hit.Where.EndsWith("search", StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>The address as the starter's <c>scrubUrl</c> leaves it.</summary>
    private static string Scrub(string address)
    {
        var plain = address.Split('#')[0];
        var query = plain.IndexOf('?', StringComparison.Ordinal);
        var path = EmailSegment().Replace(query < 0 ? plain : plain[..query], "/:email");
        var kept = query < 0 ? [] : plain[(query + 1)..].Split('&').Where(pair => Campaign().IsMatch(pair)).ToList();
        return kept.Count == 0 ? path : $"{path}?{string.Join('&', kept)}";
    }

    // The request as a whole, where a find inside it is found again.
    private static bool IsWhole(LeakHit hit) => hit.Where is "raw" or "body" or "body>pct" or "target" or "target>pct";

    [GeneratedRegex("/[^/?#]+?(?:@|%40)[^/?#]+", RegexOptions.CultureInvariant)]
    private static partial Regex EmailSegment();

    [GeneratedRegex(@"(?:[?.]ud(?:ff)?\[em\]|\]\.user_data\.em\[[0-9]+\])$", RegexOptions.CultureInvariant)]
    private static partial Regex HashedEmail();

    [GeneratedRegex("^utm_(?:source|medium|campaign)=", RegexOptions.CultureInvariant)]
    private static partial Regex Campaign();
}
