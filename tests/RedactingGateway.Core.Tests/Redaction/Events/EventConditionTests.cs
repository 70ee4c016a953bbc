using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Redaction.Events;

/// <summary>What is asked of an event decides about that event, wherever its name and page stand, and about nothing else.</summary>
public sealed class EventConditionTests
{
    private const string Dictionary = """
        protocol: tracker
        source: { url: "https://tracker.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          collect: { match: { methods: [GET, POST], path: /collect }, host: collect, body: { as: lines(form) }, unit: 'body[]', success: { status: 204 } }
          json: { match: { methods: [POST], path: /json }, host: collect, body: { as: json }, unit: 'body.$.batch[]', success: { status: 204 } }
        fields:
          'query.en, body[].en': { structural: true, pattern: '[a-z_]{1,20}', tells: event }
          'body.$.batch[].en': { structural: true, pattern: '[a-z_]{1,20}', tells: event }
          'query.dl, body[].dl, body.$.batch[].dl': { category: user.behavior.browsing_history, source: site, type: url, tells: page }
          'query.dr, body[].dr': { category: user.behavior.browsing_history, source: site, type: url }
          'query.dt, body[].dt': { category: user.behavior, source: site, type: text }
          'query.item, body[].item': { category: user.behavior, source: site, type: string, tells: item }
          'query.cid, body[].cid, body.$.batch[].cid': { category: user.unique_id.pseudonymous, source: site, type: opaqueId, required: { surrogate: request } }
        """;

    private const string Sensitive = "sensitive: [{ path: /health/** }, { query: q }, { items: [Pharmacy] }]\n";

    private const string Dropped = "(withheld)";

    // Purpose 1 measures, purpose 2 is essential and allows the same.
    private static string Policy(string when = "", string top = "", string destination = "", string when2 = "") => $$"""
        version: 1
        controller: { name: Shop, address: Street 1, contact: mail@shop.example }
        {{top}}purposes:
          measurement:
            use: analytics.reporting
            basis: consent
            title: { en: Measurement }
            {{when}}
            allow: { user.behavior: keep, user.unique_id.pseudonymous: keep }
          service:
            use: essential.service
            basis: consent
            title: { en: Service }
            {{when2}}
            allow: { user.behavior: keep, user.unique_id.pseudonymous: keep }
        recipients:
          vendor: { name: Vendor Ltd, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 14 months }
        destinations:
          tracker: { recipient: vendor, protocol: tracker, path: /t/tracker, hosts: { collect: "https://collect.vendor.example" }, purposes: [measurement, service]{{destination}} }
        """;

    [Theory]
    [InlineData("en=purchase&dt=Hi", "en=purchase&dt=Hi")]
    [InlineData("en=page_view&dt=Hi", Dropped)]
    [InlineData("en=purchase&en=page_view&dt=Hi", Dropped)]
    [InlineData("dt=Hi", Dropped)]
    [InlineData("en=PURCHASE&dt=Hi", Dropped)]
    public void When_Events_PurposeIsForTheseOnly(string query, string expected) =>
        Assert.Equal(expected, Query(Load(Policy("when: { events: [purchase, add_*] }")), query, grant: 1));

    [Theory]
    [InlineData("dl=https%3A%2F%2Fshop.example%2Fcart%2F1&dt=Hi", true)]
    [InlineData("dl=%2Fcart&dt=Hi", true)]
    [InlineData("dl=https%3A%2F%2Fshop.example%2Fcart%2F..%2Fhome&dt=Hi", false)]
    [InlineData("dl=https%3A%2F%2Fshop.example%2Fhome&dr=https%3A%2F%2Fshop.example%2Fcart&dt=Hi", false)]
    [InlineData("dt=Hi", false)]
    public void When_Paths_PurposeIsForTheseOnly(string query, bool leaves) =>
        Assert.Equal(leaves, Query(Load(Policy("when: { paths: [/cart/**] }")), query, grant: 1) != Dropped);

    [Fact]
    public void When_TwoPurposes_EachHasItsOwnEvents()
    {
        var policy = Load(Policy("when: { events: [purchase] }", when2: "when: { events: [page_view] }"));

        Assert.Equal("en=purchase&dt=a\n", Body(policy, "en=purchase&dt=a\nen=page_view&dt=b\n", grant: 1));
        Assert.Equal("en=page_view&dt=b\n", Body(policy, "en=purchase&dt=a\nen=page_view&dt=b\n", grant: 2));
        Assert.Equal("en=purchase&dt=a\nen=page_view&dt=b\n", Body(policy, "en=purchase&dt=a\nen=page_view&dt=b\n", grant: 3));
    }

    [Fact]
    public void When_NameBehindTheFields_StillDecidesThem() =>
        Assert.Equal("dt=a&en=purchase", Body(Load(Policy("when: { events: [purchase] }")), "dt=a&en=purchase\ndt=b&en=scroll", grant: 1));

    [Fact]
    public void When_BatchInJson_EachEventByItself()
    {
        const string body = """{"batch":[{"cid":"A","en":"scroll"},{"cid":"B","en":"purchase"},{"en":"scroll","cid":"C"}]}""";

        Assert.Equal("""{"batch":[{"cid":"B","en":"purchase"}]}""", Body(Load(Policy("when: { events: [purchase] }")), body, grant: 1, endpoint: 1));
    }

    [Fact]
    public void When_AroundTheEvents_OnlyWhatEveryEventThatLeavesMayHave()
    {
        // The page stands once for both events, and the second leaves for the essential purpose alone.
        var policy = Load(Policy("when: { events: [purchase] }").Replace("allow: { user.behavior: keep, user.unique_id.pseudonymous: keep }\nrecipients", "allow: { user.unique_id.pseudonymous: keep }\nrecipients", StringComparison.Ordinal));
        const string body = "en=purchase&cid=A\nen=page_view&cid=A\n";

        var (target, sent, _) = Send(policy, "/collect?dt=Hi&cid=A", body, grant: 3, endpoint: 0);
        Assert.Equal(("/collect?cid=A", body), (target, sent));
        Assert.Equal("/collect?dt=Hi&cid=A", Send(policy, "/collect?dt=Hi&cid=A", "en=purchase&cid=A\n", grant: 3, endpoint: 0).Target);
    }

    [Theory]
    [InlineData("en=page_view&dt=a\nen=scroll&dt=b\nen=page_view&dt=c\n", "en=page_view&dt=a\nen=page_view&dt=c\n")]
    [InlineData("en=scroll&dt=b\nen=user_engagement&dt=b\n", Dropped)]
    public void Drop_Events_LeaveForNoPurpose(string body, string expected) =>
        Assert.Equal(expected, Body(Load(Policy(destination: ", drop: [scroll, user_*]")), body, grant: 3));

    [Theory]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2Fhealth%2Fhiv&dt=HIV&cid=A")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2FHealth&dt=HIV&cid=A")]
    [InlineData("en=view&dl=%2F%2568ealth%2Fhiv&dr=%2Fhe%2561lth%2Fx&dt=HIV&cid=A")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2F&dr=https%3A%2F%2Fshop.example%2Fhealth%2Fhiv&dt=Home&cid=A")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2Flogin%3Fback%3D%252Fhealth%252Fhiv&dt=Login&cid=A")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2F%23%21%2Fhealth%2Fhiv&dt=HIV&cid=A")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2Fsearch%3Fx%3D1%26Q%3Dhiv&dt=hiv&cid=A")]
    [InlineData("en=buy&dl=https%3A%2F%2Fshop.example%2F&item=pharmacy&dt=Pills&cid=A")]
    public void Sensitive_PageOrItem_OnlyEssentialPurposesAndNothingOfWhatWasDone(string query)
    {
        var policy = Load(Policy(top: Sensitive));
        var name = query[..query.IndexOf('&', StringComparison.Ordinal)];

        Assert.Equal(Dropped, Query(policy, query, grant: 1));
        Assert.Equal($"{name}&cid=A", Query(policy, query, grant: 3));
        Assert.Equal(WithheldReason.Sensitive, Send(policy, $"/collect?{query}", "", grant: 1, endpoint: 0).Reason);
    }

    [Theory]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2Fhealthy%2Fhiv&dt=Hi")]
    [InlineData("en=view&dl=https%3A%2F%2Fhealth.example%2F&dt=Hi")]
    [InlineData("en=view&dl=https%3A%2F%2Fshop.example%2Fsearch%3Fqq%3Dhiv&item=Books&dt=Hi")]
    public void Sensitive_AnotherPage_IsUntouched(string query) => Assert.Equal(query, Query(Load(Policy(top: Sensitive)), query, grant: 1));

    [Fact]
    public void Sensitive_OneEventOfABatch_OnlyItSuffers() =>
        Assert.Equal("dl=/a&cid=A\n", Body(Load(Policy(top: Sensitive)), "dl=/a&cid=A\ndl=/health/x&cid=A\n", grant: 1));

    [Fact]
    public void Conditions_None_AreNotCompiled() => Assert.Null(Load(Policy()).Destinations[0].Conditions);

    [Theory]
    [InlineData("when: { events: [purchase] }", "", "")]
    [InlineData("when: { paths: [/cart/**] }", "", "")]
    [InlineData("", Sensitive, "")]
    [InlineData("", "", ", drop: [scroll]")]
    public void Scope_ConditionChanges_Changes(string when, string top, string destination) =>
        Assert.NotEqual(Load(Policy()).Destinations[0].Purposes[0].Scope, Load(Policy(when, top, destination)).Destinations[0].Purposes[0].Scope);

    private static string Query(PolicySnapshot policy, string query, ulong grant) =>
        Send(policy, $"/collect?{query}", "", grant, endpoint: 0) is { Reason: WithheldReason.None } sent ? sent.Target["/collect?".Length..] : Dropped;

    private static string Body(PolicySnapshot policy, string body, ulong grant, int endpoint = 0) =>
        Send(policy, endpoint == 0 ? "/collect" : "/json", body, grant, endpoint) is { Reason: WithheldReason.None } sent ? sent.Body : Dropped;

    private static (string Target, string Body, WithheldReason Reason) Send(PolicySnapshot policy, string target, string body, ulong grant, int endpoint)
    {
        var redactor = new Redactor(new PseudonymKeys(new byte[32], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
        var request = new ReceivedRequest
        {
            Destination = policy.Destinations[0],
            Endpoint = policy.Destinations[0].Endpoints[endpoint],
            Target = Encoding.UTF8.GetBytes(target),
            Headers = [new("Content-Type", endpoint == 0 ? "text/plain" : "application/json")],
            Body = Encoding.UTF8.GetBytes(body),
        };
        using var sent = redactor.Redact(request, grant, policy.Limits, new DecisionTrace(withValues: false));
        return (Encoding.UTF8.GetString(sent.Target.Span), Encoding.UTF8.GetString(sent.Body.Span), sent.Withheld);
    }

    private static PolicySnapshot Load(string policy)
    {
        var result = PolicyCorpus.LoadText(policy, ("tracker.yaml", Dictionary));
        return result.Snapshot ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
