using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.Signals;

/// <summary>Every way in which a visitor's will reaches the gateway, on the wire.</summary>
public sealed class SignalTests
{
    private const string Trusted = "--Gateway:TrustedProxies=127.0.0.1";

    // Purposes 7 and 8 accepted, and vendor 12; and nothing at all (IAB TCF v2.2, 2026-11-20).
    private static readonly string Yes = TcfText.Write(yes: true, new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
    private static readonly string No = TcfText.Write(yes: false, new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string, bool, string> Requests => new()
    {
        // host, headers, trusted peer?, what becomes of an event for advertising
        { "shop.example", "", false, "noGrant" },
        { "shop.example", "DNT: 1", false, "refused" },
        { "shop.example", "ACCEPTED", false, "sent" },
        { "shop.example", "ACCEPTED\nDNT: 1", false, "refused" },
        { "shop.example", "ACCEPTED\nSec-GPC: 1", false, "refused" },
        { "shop.example", "ACCEPTED\nX-Privacy-Minor: 1", false, "refused" },
        { "shop.example", "ACCEPTED; privacy-minor=1", false, "refused" },
        { "shop.example", $"ACCEPTED; euconsent-v2={No}", false, "refused" },
        { "shop.example", $"Cookie: euconsent-v2={Yes}", false, "noGrant" },
        { "tcf.example", $"Cookie: euconsent-v2={Yes}", false, "sent" },
        { "tcf.example", $"Cookie: euconsent-v2={Yes}; __Host-privacy-choice=refused.2026-11", false, "refused" },
        { "tcf.example", "Cookie: euconsent-v2=nonsense", false, "noGrant" },
        { "tcf.example", $"Cookie: euconsent-v2={No}; euconsent-v2={Yes}", false, "refused" },
        { "tcf.example", $"Cookie: euconsent-v2={Yes}\nCookie: a=b; euconsent-v2={No}", false, "refused" },
        { "tcf.example", $"Cookie: euconsent-v2={Yes}; euconsent-v2={Yes}", false, "sent" },
        { "tcf.example", "ACCEPTED", false, "noGrant" },
        { "tcf.example", $"X-Privacy-TCF: {Yes}", false, "noGrant" },
        { "tcf.example", $"X-Privacy-TCF: {Yes}", true, "sent" },
        { "tcf.example", $"X-Privacy-TCF: {No}\nX-Privacy-TCF: {Yes}\nCookie: euconsent-v2={Yes}", true, "noGrant" },
        { "tcf.example", $"Cookie: euconsent-v2={Yes}\nX-Privacy-TCF: {No}", true, "refused" },
        { "gpp.example", $"X-Privacy-GPP: DBABMA~{Yes}\nX-Privacy-GPP-SID: 2", true, "sent" },
        { "gpp.example", $"X-Privacy-GPP: DBABMA~{Yes}\nX-Privacy-GPP-SID: 2", false, "noGrant" },
        { "gpp.example", "X-Privacy-GPP: DBABLA~BVVVAAAAAA\nX-Privacy-GPP-SID: 7", true, "refused" },
        { "header.example", "X-Privacy-Choices: statistics, advertising", true, "sent" },
        { "header.example", "X-Privacy-Choices: statistics", true, "noGrant" },
        { "header.example", "X-Privacy-Choices: advertising", false, "noGrant" },
        { "header.example", "X-Privacy-Choices: advertising\nX-Privacy-Choices: statistics", true, "noGrant" }, // the visitor's own, and the proxy's
        { "header.example", "X-Privacy-Choices: advertising\nSec-GPC: 1", true, "refused" },
        { "a.other.example", "ACCEPTED", false, "sent" }, // from before the cookie had a domain
        { "a.other.example", "SHARED", false, "sent" },
        { "t.other.example", "SHARED", false, "sent" },
        { "t.other.example", "SHARED; __Host-privacy-choice=refused.2026-11", false, "refused" },
        { "127.0.0.1", "ACCEPTED", false, "sent" }, // no site: tried out on this machine
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Request_WithSignals_LeavesOrNot(string host, string headers, bool isTrusted, string expected)
    {
        await using var gateway = await StartAsync(isTrusted ? [Trusted] : []);
        var accepted = gateway.Acceptance("ads");
        var spelled = headers.Replace("ACCEPTED", accepted, StringComparison.Ordinal)
            .Replace("SHARED", accepted.Replace("__Host-", "__Secure-", StringComparison.Ordinal), StringComparison.Ordinal);

        await gateway.SendAsync($"GET /t/ads/collect?v=1 HTTP/1.1\nHost: {host}{(spelled.Length == 0 ? "" : "\n" + spelled)}");

        await gateway.EventuallyAsync("ads", expected == "sent" ? "received 1 sent 1" : $"received 1 sent 0 {expected} 1");
    }

    [Theory]
    [InlineData("ads", "?v=1&gcs=G100", null, "refused")]
    [InlineData("ads", "?v=1&gcs=G110", null, "sent")]
    [InlineData("ads", "?v=1&gdpr_consent=NO", null, "refused")]
    [InlineData("ads", "?v=1&gdpr_consent=nonsense", null, "sent")]
    [InlineData("ads", "?v=1", """{"v":"1","consent":{"Advertising":false}}""", "refused")]
    [InlineData("ads", "?v=1", """{"v":"1","consent":{"Advertising":true}}""", "sent")]
    public async Task Payload_OfAnAcceptingVisitor_CanOnlyRefuse(string destination, string query, string? body, string expected)
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync($"{(body is null ? "GET" : "POST")} /t/{destination}/collect{query.Replace("NO", No, StringComparison.Ordinal)} HTTP/1.1\n{gateway.Acceptance("ads")}", body);

        await gateway.EventuallyAsync(destination, expected == "sent" ? "received 1 sent 1" : $"received 1 sent 0 {expected} 1");
    }

    [Theory]
    [InlineData("ads", "?v=1&gcs=G111&gdpr_consent=YES", null, "", "noGrant")]
    [InlineData("trusting", "?v=1&gcs=G111", null, "", "sent")]
    [InlineData("trusting", "?v=1&gdpr_consent=YES", null, "", "sent")]
    [InlineData("trusting", "?v=1", """{"v":"1","consent":{"advertising":true}}""", "", "sent")]
    [InlineData("trusting", "?v=1", """{"v":"1","consent":{"somethingElse":true}}""", "", "noGrant")]
    [InlineData("trusting", "?v=1&gcs=G111&gcs=G100", null, "", "refused")]
    [InlineData("trusting", "?v=1&gcs=G111", null, "\nSec-GPC: 1", "refused")]
    [InlineData("trusting", "?v=1&gcs=G111", null, "\nCookie: __Host-privacy-choice=refused.2026-11", "refused")]
    public async Task Payload_ThatClaimsConsent_GrantsOnlyWhereItIsTrusted(string destination, string query, string? body, string headers, string expected)
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync($"{(body is null ? "GET" : "POST")} /t/{destination}/collect{query.Replace("YES", Yes, StringComparison.Ordinal)} HTTP/1.1{headers}", body);

        await gateway.EventuallyAsync(destination, expected == "sent" ? "received 1 sent 1" : $"received 1 sent 0 {expected} 1");
    }

    [Fact]
    public async Task ConsentString_ThatMayLeave_IsTheSameText()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync($"GET /t/trusting/collect?v=1&gdpr_consent={Yes} HTTP/1.1");

        Assert.Equal($"/collect?v=1&gdpr_consent={Yes}", (await gateway.Vendor.NextAsync()).Target);
    }

    [Theory]
    [InlineData("X-Privacy-Region: DE-BY", true, "sent")]
    [InlineData("X-Privacy-Region: AT", true, "noGrant")]
    [InlineData("X-Privacy-Region: DE", false, "noGrant")]
    [InlineData("Accept: */*", true, "noGrant")]
    public async Task Region_OfATrustedPeer_OpensPurposesOfThatRegion(string header, bool isTrusted, string expected)
    {
        await using var gateway = await StartAsync(isTrusted ? [Trusted] : []);

        await gateway.SendAsync($"GET /t/local/collect?v=1 HTTP/1.1\n{header}");

        await gateway.EventuallyAsync("local", expected == "sent" ? "received 1 sent 1" : $"received 1 sent 0 {expected} 1");
    }

    [Theory]
    [InlineData("GET", "?v=1&email=Anna%40Example.org", null)]
    [InlineData("GET", "?v=1&email=4f64fe1ae9c2e2e1b7ee2c1b3e1ee1d8f5b2ce0b8a7f7f6f3a0a0a7e9f3b9b1c", null)]
    [InlineData("POST", "?v=1", """{"v":"1","customer":"KD-4711"}""")]
    public async Task Subject_WhoObjected_IsNamedNowhere_AndTheVendorHearsOfIt(string method, string query, string? body)
    {
        await using var gateway = await StartAsync();
        var keys = gateway.Services.GetRequiredService<SubjectKeys>();
        var hashed = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("anna@example.org"u8));
        var spelled = query.Replace("4f64fe1ae9c2e2e1b7ee2c1b3e1ee1d8f5b2ce0b8a7f7f6f3a0a0a7e9f3b9b1c", hashed, StringComparison.Ordinal);
        await gateway.Services.GetRequiredService<Objections>().SetAsync(
            [.. keys.Of(SubjectKind.Email, "anna@example.org"), .. keys.Of(SubjectKind.Id, "KD-4711")],
            new Objection(gateway.Time.GetUtcNow(), ["advertising"]),
            TestContext.Current.CancellationToken);

        await gateway.SendAsync($"{method} /t/ads/collect{spelled} HTTP/1.1\n{gateway.Acceptance("ads")}", body);
        await gateway.SendAsync($"{method} /t/mixed/collect{spelled} HTTP/1.1\n{gateway.Acceptance("mixed")}", body);

        await gateway.EventuallyAsync("ads", "received 1 sent 0 refused 1");
        await gateway.EventuallyAsync("mixed", "received 1 sent 1");
        var received = await gateway.Vendor.NextAsync();
        Assert.DoesNotContain("email", received.Target, StringComparison.Ordinal);
        Assert.Contains(received.Headers, h => h is { Key: "Sec-GPC", Value: "1" });
    }

    [Fact]
    public async Task Subject_WhoDidNotObject_Passes()
    {
        await using var gateway = await StartAsync();

        await gateway.SendAsync($"GET /t/ads/collect?v=1&email=bo%40example.org HTTP/1.1\n{gateway.Acceptance("ads")}");

        await gateway.EventuallyAsync("ads", "received 1 sent 1");
        Assert.DoesNotContain((await gateway.Vendor.NextAsync()).Headers, h => h.Key == "Sec-GPC");
    }

    [Theory]
    [InlineData("Cookie: __Host-privacy-choice=forged", "choice")]
    [InlineData("X-Privacy-Grant-Token: forged", "grantToken")]
    [InlineData("Cookie: euconsent-v2=forged", "tcf")]
    [InlineData("X-Privacy-TCF: forged", "untrustedHeader")]
    public async Task Signal_ThatCannotBeReadOrTrusted_IsCounted(string header, string signal)
    {
        await using var gateway = await StartAsync();
        var counted = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "redacting_gateway.signals.undecodable" && ReferenceEquals(instrument.Meter.Scope, gateway.Services.GetRequiredService<IMeterFactory>()))
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add(tags[0].Value?.ToString());
            }
        });
        listener.Start();

        await gateway.SendAsync($"GET /t/ads/collect?v=1 HTTP/1.1\n{header}");
        await gateway.EventuallyAsync("ads", $"received 1 sent 0 {(signal == "choice" ? "refused" : "noGrant")} 1");

        Assert.Equal([signal], counted);
    }

    private static Task<GatewayHarness> StartAsync(params string[] arguments) => GatewayHarness.StartAsync(SignalPolicy.Policy, SignalPolicy.Dictionary, arguments);
}
