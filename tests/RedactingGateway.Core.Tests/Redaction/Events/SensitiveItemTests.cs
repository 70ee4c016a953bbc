using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Redaction.Events;

/// <summary>The shipped dictionaries know where their products' categories stand: with <c>sensitive: items</c> such an event leaves for essential purposes only.</summary>
public sealed class SensitiveItemTests
{
    private const string Withheld = "(withheld)";

    private static readonly Regex Host = new(@"\bhost: (?<name>\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private const string Snowplow = "/com.snowplowanalytics.snowplow/tp2";

    // What the dictionaries ask of an event besides its category; CATEGORY is a JSON text or percent-encoded, as its place needs.
    public static TheoryData<string, string, string> Requests { get; } = new()
    {
        { "metaPixel", "/tr/?id=123456789&ev=ViewContent&cd[value]=5&cd[content_category]=CATEGORY", "" },
        { "metaPixel", "/tr/?id=123456789&ev=ViewContent&cd[contents]=%5B%7B%22id%22%3A%22S1%22%2C%22category%22%3A%22CATEGORY%22%7D%5D", "" },
        { "metaConversionsApi", "/v19.0/123456789/events", """{"data":[{"event_name":"ViewContent","event_time":1764000000,"action_source":"website","custom_data":{"value":5,"content_category":"CATEGORY"}}]}""" },
        { "metaConversionsApi", "/v19.0/123456789/events", """{"data":[{"event_name":"ViewContent","event_time":1764000000,"action_source":"website","custom_data":{"value":5,"contents":[{"id":"S1","category":"CATEGORY"}]}}]}""" },
        { "segment", "/v1/t", """{"type":"track","event":"Product Viewed","properties":{"price":5,"category":"CATEGORY"}}""" },
        { "segment", "/v1/batch", """{"batch":[{"type":"track","event":"Order Completed","properties":{"total":5,"products":[{"sku":"S1","category":"CATEGORY"}]}}]}""" },
        { "rudderStack", "/v1/track", """{"type":"track","event":"Product Viewed","properties":{"price":5,"category":"CATEGORY"}}""" },
        { "rudderStack", "/v1/batch", """{"batch":[{"type":"track","event":"Order Completed","properties":{"total":5,"products":[{"sku":"S1","category":"CATEGORY"}]}}]}""" },
        { "postHog", "/e/", """{"event":"Product Viewed","properties":{"$current_url":"https://shop.example/a","category":"CATEGORY"}}""" },
        { "postHog", "/batch/", """{"batch":[{"event":"Order Completed","properties":{"$current_url":"https://shop.example/a","products":[{"category":"CATEGORY"}]}}]}""" },
        { "matomo", "/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fshop.example%2Fa&_pkc=CATEGORY", "" },
        { "matomo", "/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fshop.example%2Fa&_pkc=%5B%22Home%22%2C%22CATEGORY%22%5D", "" },
        { "matomo", "/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fshop.example%2Fa&ec_items=%5B%5B%22S1%22%2C%22Pills%22%2C%22CATEGORY%22%2C9.9%2C1%5D%5D", "" },
        { "matomo", "/matomo.php?idsite=1&rec=1&url=https%3A%2F%2Fshop.example%2Fa&ec_items=%5B%5B%22S1%22%2C%22Pills%22%2C%5B%22Home%22%2C%22CATEGORY%22%5D%2C9.9%2C1%5D%5D", "" },
        { "snowplow", "/i?e=ti&tv=js-4.0.0&p=web&ti_sk=S1&ti_ca=CATEGORY", "" },
        { "snowplow", Snowplow, """{"schema":"iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4","data":[{"e":"pv","tv":"js-4.0.0","p":"web","url":"https://shop.example/a","co":"{\"schema\":\"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0\",\"data\":[{\"schema\":\"iglu:com.snowplowanalytics.snowplow.ecommerce/product/jsonschema/1-0-0\",\"data\":{\"id\":\"S1\",\"category\":\"CATEGORY\"}}]}"}]}""" },
        { "universalAnalytics", "/collect?v=1&t=item&tid=UA-12345-1&cid=123.456&in=Pills&iv=CATEGORY", "" },
        { "universalAnalytics", "/collect?v=1&t=pageview&tid=UA-12345-1&cid=123.456&dp=%2Fa&pr1id=S1&pr1ca=CATEGORY", "" },
        { "universalAnalytics", "/collect?v=1&t=pageview&tid=UA-12345-1&cid=123.456&dp=%2Fa&il1pi2ca=CATEGORY", "" },
        { "googleAnalytics4", "/g/collect?v=2&tid=G-ABC123&en=view_item&dl=https%3A%2F%2Fshop.example%2Fa&pr1=idS1~nmPills~caCATEGORY~pr5~qt1", "" },
        { "googleAnalytics4", "/g/collect?v=2&tid=G-ABC123&en=view_item&dl=https%3A%2F%2Fshop.example%2Fa&pr12=idS1~caHome~c5CATEGORY", "" },
        { "googleAnalytics4", "/g/collect?v=2&tid=G-ABC123", "en=view_item&epn.value=5&pr1=idS1~caHome~c2CATEGORY\n" },
        { "googleAnalytics4", "/mp/collect?measurement_id=G-ABC123", """{"client_id":"1.2","events":[{"name":"view_item","params":{"value":5,"items":[{"item_id":"S1","item_category":"Home","item_category3":"CATEGORY"}]}}]}""" },
        { "tikTokPixel", "/api/v2/pixel", """{"event":"ViewContent","context":{"page":{"url":"https://shop.example/a"}},"properties":{"contents":[{"content_id":"S1","content_category":"CATEGORY"}]}}""" },
        { "tikTokEventsApi", "/open_api/v1.3/event/track/", """{"event_source":"web","event_source_id":"ABCDEFGHIJ0123456789","data":[{"event":"ViewContent","event_time":1764000000,"properties":{"value":5,"contents":[{"content_id":"S1","content_category":"CATEGORY"}]}}]}""" },
        { "pinterestTag", "/v3/?event=addtocart&tid=2612345678901&ed=%7B%22value%22%3A5%2C%22line_items%22%3A%5B%7B%22product_id%22%3A%22S1%22%2C%22product_category%22%3A%22CATEGORY%22%7D%5D%7D", "" },
        { "snapPixel", "/p?pid=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee&ev=ADD_CART&e_ic=CATEGORY&e_pr=5", "" },
        { "microsoftUet", "/action/0?ti=12345678&Ver=2&evt=custom&gv=5&ecomm_category=CATEGORY", "" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public void Sensitive_ItemOfAShippedDictionary_LeavesForEssentialPurposesOnly(string protocol, string target, string body)
    {
        var policy = Load(protocol);
        foreach (var category in (string[])["pharmacy", "Health > Pharmacy", "health/PHARMACY"])
        {
            Assert.Equal(Withheld, Send(policy, target, body, category, grant: 1));
        }

        // The essential purpose allows the same, and gets nothing of what was done.
        var essential = Send(policy, target, body, "Pharmacy", grant: 2);
        Assert.DoesNotContain("shop.example", essential, StringComparison.Ordinal);
        Assert.DoesNotContain("S1", essential, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Sensitive_AnotherCategory_StillArrives(string protocol, string target, string body) =>
        Assert.NotEqual(Withheld, Send(Load(protocol), target, body, "Pharmacy shelves", grant: 1));

    [Fact]
    public void Extend_CategoryForTheField_StillTellsTheItem() =>
        Assert.Equal(
            Withheld,
            Send(Load("metaPixel", "extend: { 'query.cd[content_category]': { category: user.behavior, source: site, type: text } }"), "/tr/?id=123456789&ev=ViewContent&cd[content_category]=CATEGORY", "", "Pharmacy", grant: 1));

    // Where no field tells it, `check` says so: an author adds the site's own.
    [Theory]
    [InlineData("amplitude")]
    [InlineData("redditPixel")]
    public void Sensitive_ItemsOfADictionaryThatCannotTell_IsAnError(string protocol) =>
        Assert.Contains(Result(protocol, "").Diagnostics, d => d.Id == "RGW0509");

    private static PolicySnapshot Load(string protocol, string more = "")
    {
        var result = Result(protocol, more);
        return result.Snapshot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static PolicyLoadResult Result(string protocol, string more)
    {
        var diagnostics = new DiagnosticBag();
        var config = Path.Combine(PolicyCorpus.RepositoryRoot, "config");
        var files = PolicyFiles.Read(config, config, diagnostics).Files.Where(f => f.Name.StartsWith("taxonomy/", StringComparison.Ordinal) || f.Name == $"protocols/{protocol}.yaml").ToList();
        var hosts = Host.Matches(files.Single(f => f.Name.StartsWith("protocols/", StringComparison.Ordinal)).Text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        var policy = Policy(protocol, string.Join(", ", hosts.Select(h => $"{h}: \"https://vendor.example\"")), more);
        return PolicyLoader.Load(new PolicyFiles([.. files, new PolicyFile("gateway.yaml", "config/gateway.yaml", policy)]), _ => null, diagnostics, PolicyCorpus.Today);
    }

    // Purpose 1 measures, purpose 2 is essential and allows the same.
    private static string Policy(string protocol, string hosts, string more) => $$"""
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        sensitive: [{ items: [Pharmacy] }]
        purposes:
          measurement:
            use: marketing.advertising
            basis: consent
            title: { en: Measurement }
            allow: { user.behavior: keep, system: keep, user.unique_id.pseudonymous: keep, user.device: keep }
          service:
            use: essential.service
            basis: consent
            title: { en: Service }
            allow: { user.behavior: keep, system: keep, user.unique_id.pseudonymous: keep, user.device: keep }
        recipients:
          vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 14 months }
        destinations:
          vendor:
            recipient: vendor
            protocol: {{protocol}}
            path: /t/vendor
            hosts: { {{hosts}} }
            purposes: [measurement, service]
            {{more}}
        """;

    private static string Send(PolicySnapshot policy, string target, string body, string category, ulong grant)
    {
        var redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        var path = Encoding.UTF8.GetBytes(target.Split('?')[0]);
        var destination = policy.Destinations[0];
        var isJson = body.StartsWith('{');
        using var sent = redactor.Redact(
            new ReceivedRequest
            {
                Destination = destination,
                Endpoint = PolicySnapshot.FindEndpoint(destination, body.Length == 0 ? "GET" : "POST", path) ?? throw new InvalidOperationException($"No endpoint has {target}."),
                Target = Encoding.UTF8.GetBytes(target.Replace("CATEGORY", Uri.EscapeDataString(category), StringComparison.Ordinal)),
                Headers = body.Length == 0 ? [] : [new("Content-Type", isJson ? "application/json" : "text/plain")],
                Body = Encoding.UTF8.GetBytes(body.Replace("CATEGORY", isJson ? category : Uri.EscapeDataString(category), StringComparison.Ordinal)),
            },
            grant,
            policy.Limits,
            new DecisionTrace(withValues: false));
        return sent.Withheld == WithheldReason.None ? Encoding.UTF8.GetString(sent.Target.Span) + Encoding.UTF8.GetString(sent.Body.Span) : Withheld;
    }
}
