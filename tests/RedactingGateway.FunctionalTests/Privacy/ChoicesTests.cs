using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Routing;

namespace RedactingGateway.FunctionalTests.Privacy;

public sealed class ChoicesTests
{
    [Fact]
    public async Task Change_InTheSameSecond_TheOlderCopyOfTheCookieLoses()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var first = (await bench.PutAsync("""{ "all": true }""")).Cookie;

        var second = (await bench.PutAsync("""{ "purposes": { "advertising": false } }""", first)).Cookie;

        Assert.Equal("supersededChoice", (await bench.GetAsync(first)).Purpose("advertising").GetProperty("reason").GetString());
        Assert.Equal(("refused", "accepted"), ((await bench.GetAsync(second)).State("advertising"), (await bench.GetAsync(second)).State("statistics")));
    }

    [Fact]
    public async Task Get_NewVisitor_SaysEverythingAndSetsNoCookie()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.GetAsync();

        Assert.Equal(200, answer.Status);
        Assert.Null(answer.SetCookie);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        Assert.Equal("Cookie, Sec-GPC, DNT, Accept, Accept-Language", answer.Headers["Vary"].Replace("\n", ", ", StringComparison.Ordinal));
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("noindex", answer.Headers["X-Robots-Tag"]);
        Assert.Contains("frame-ancestors 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal("none", answer.Json.GetProperty("choice").GetString());
        Assert.False(answer.Json.GetProperty("record").GetBoolean());
        Assert.False(answer.Json.TryGetProperty("askAgain", out _));
        Assert.Equal("notAsked", answer.State("advertising"));
        Assert.False(answer.Purpose("advertising").GetProperty("granted").GetBoolean());
        Assert.Equal("noConsent", answer.Purpose("advertising").GetProperty("reason").GetString());
        Assert.True(answer.Purpose("upkeep").GetProperty("granted").GetBoolean());
        Assert.False(answer.Purpose("delivery").GetProperty("canBeRefused").GetBoolean());
        Assert.Equal("meta", answer.Purpose("advertising").GetProperty("recipients")[0].GetString());
        Assert.Equal(0, bench.Gateway.Site.Count);
    }

    [Fact]
    public async Task Get_VisitorWithGpc_SaysSoAndSetsNoCookie()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.GetAsync(headers: ["Sec-GPC: 1"]);

        Assert.Null(answer.SetCookie);
        Assert.Equal("gpc", answer.Json.GetProperty("signals")[0].GetString());
        Assert.Equal("refusedByGpc", answer.Purpose("advertising").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Refusals_AThousandInAMonth_HaveOneCookieAndNoRecord()
    {
        await using var bench = await PrivacyBench.StartAsync(p => p.Replace("    onRefusal: { url: \"${WEBHOOK}\", secret: \"${WEBHOOK_SECRET}\" }\n", "", StringComparison.Ordinal));
        var cookies = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 1000; i++)
        {
            // Each from a client of its own, as the limit sees it, spread over the month.
            bench.Gateway.Time.Advance(TimeSpan.FromMinutes(9));
            var address = bench.Gateway.Address;
            var answer = await SendFromAsync(new System.Net.IPAddress([127, 1, (byte)(i >> 8), (byte)i]), address);
            cookies.Add(answer);
        }

        Assert.Equal("__Host-privacy-choice=refused.2026-11; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000", Assert.Single(cookies));
        Assert.Equal(0, bench.Rows("consent_entries"));
        Assert.Equal(0, bench.Rows("texts"));
        Assert.Equal(0, bench.Rows("objections"));
    }

    [Theory]
    [InlineData("""{ "purposes": { "anna@example.org": true } }""")]
    [InlineData("""{ "purposes": { "advertising": true, "delivery": false } }""")]
    [InlineData("""{ "recipients": { "anna@example.org": false } }""")]
    [InlineData("""{ }""")]
    [InlineData("""null""")]
    [InlineData("""{ "all": true, "purposes": { "advertising": true } }""")]
    [InlineData("""{ "all": true, "all": false }""")]
    [InlineData("""{ "all": "anna@example.org" }""")]
    [InlineData("""{ "all": true, "other": "anna@example.org" }""")]
    [InlineData("""{ "all": true, "place": "anna@example.org" }""")]
    [InlineData("""{ "all": true, "language": "anna@example.org" }""")]
    [InlineData("""{ "all": true, "subject": "anna@example.org" }""")]
    [InlineData("""{ "all": """)]
    public async Task Put_WhatIsNoChoice_ChangesNothingAndRepeatsNothing(string json)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.PutAsync(json);

        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
        Assert.Contains("Nothing was changed.", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", answer.Body, StringComparison.Ordinal);
        Assert.Null(answer.SetCookie);
        Assert.Equal(0, bench.Rows("consent_entries"));
        Assert.DoesNotContain("anna", bench.Gateway.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_TooLargeOrNotJson_IsRefused()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var large = $$"""{ "all": true, "place": "{{new string('x', 8192)}}" }""";

        Assert.Equal(413, (await bench.PutAsync(large)).Status);
        Assert.Equal(413, (await bench.SendAsync(HttpMethod.Put, PrivacyBench.Choices, new ChunkedContent(large), "shop.example", "Sec-Fetch-Site: same-origin")).Status);
        Assert.Equal(415, (await bench.SendAsync(HttpMethod.Put, PrivacyBench.Choices, new StringContent("""{ "all": true }"""), "shop.example", "Sec-Fetch-Site: same-origin")).Status);
        Assert.Equal(405, (await bench.SendAsync(HttpMethod.Delete, PrivacyBench.Choices)).Status);
    }

    [Fact]
    public async Task Put_WhereChoicesAreMadeElsewhere_TakesRefusalsOnly()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var accepted = await bench.PutAsync("""{ "all": true }""", host: "platform.example");
        var refused = await bench.PutAsync("""{ "all": false }""", host: "platform.example");

        Assert.Equal(409, accepted.Status);
        Assert.Contains("TC string", accepted.Body, StringComparison.Ordinal);
        Assert.Null(accepted.SetCookie);
        Assert.Equal((200, "refused.2026-11"), (refused.Status, refused.Cookie));
    }

    [Fact]
    public async Task Put_WithACookieOfTheDomain_EndsTheOldHostsCookie()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.PutAsync("""{ "all": true }""", "refused.2026-10", host: "a.wide.example");

        var cookies = answer.SetCookie!.Split('\n');
        Assert.StartsWith("__Secure-privacy-choice=accepted.", cookies[0], StringComparison.Ordinal);
        Assert.Contains("; Path=/; Domain=wide.example; Secure; HttpOnly; SameSite=Lax", cookies[0], StringComparison.Ordinal);
        Assert.Equal("__Host-privacy-choice=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", cookies[1]);
    }

    [Theory]
    [InlineData("accepted.1795435200.0.AAAAAAAAAAAAAAAAAAAAAA.advertising~AAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("oversized")]
    public async Task Cookie_ForgedOrOversized_IsARefusalAndCanBeReplaced(string cookie)
    {
        await using var bench = await PrivacyBench.StartAsync();
        var sent = cookie == "oversized" ? $"accepted.{new string('A', 5000)}" : cookie;

        var answer = await bench.GetAsync(sent);

        Assert.Equal("unreadable", answer.Json.GetProperty("choice").GetString());
        Assert.Equal("refused", answer.State("advertising"));
        Assert.Equal("accepted", (await bench.PutAsync("""{ "purposes": { "advertising": true } }""", sent)).State("advertising"));
    }

    [Fact]
    public async Task StateFails_ARefusalIsTakenAndAnAcceptanceIsNot()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        await bench.BreakAsync("consent_entries");

        var refused = await bench.PutAsync("""{ "all": false }""", accepted);
        var again = await bench.PutAsync("""{ "all": true }""");

        Assert.Equal((200, "refused.2026-11"), (refused.Status, refused.Cookie));
        Assert.Equal(503, again.Status);
        Assert.Equal("60", again.Headers["Retry-After"]);
        Assert.Null(again.SetCookie);
    }

    [Fact]
    public async Task Expired_Acceptance_IsNotRenewedByAChangeOfAnotherPurpose()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        bench.Gateway.Time.Advance(TimeSpan.FromDays(400));

        var answer = await bench.PutAsync("""{ "purposes": { "statistics": true } }""", accepted);

        Assert.Equal(("refused", "accepted"), (answer.State("advertising"), answer.State("statistics")));
        Assert.NotEqual(bench.Read(accepted).RecordId, bench.Read(answer.Cookie).RecordId);
    }

    [Fact]
    public async Task Put_AcceptanceThatFitsIntoNoCookie_IsRefusedAndChangesNothing()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var routes = bench.Gateway.Services.GetRequiredService<PolicyRoutes>();
        var loaded = routes.Latest.Policy;

        // No policy without errors is like this one.
        var broken = new PolicySnapshot
        {
            Revision = "broken",
            Destinations = loaded.Destinations,
            Recipients = loaded.Recipients,
            Controller = loaded.Controller,
            Sites = loaded.Sites,
            Limits = loaded.Limits,
            Purposes = [.. Enumerable.Range(0, 80).Select(n => new CompiledPurpose
            {
                Id = $"purposeWithQuiteALongNameAsItIs{n}",
                Use = "analytics.reporting",
                Basis = LegalBasis.Consent,
                StrictlyNecessary = false,
                RefusedByGpc = false,
                Scope = "AAAAAAAAAAAA",
                Tcf = [],
                Title = loaded.Purposes[0].Title,
                Span = loaded.Purposes[0].Span,
            })],
        };
        await routes.ApplyAsync(new RevisionRoutes(broken, routes.Latest));

        var accepted = await bench.PutAsync("""{ "all": true }""");
        Assert.Equal(422, accepted.Status);
        Assert.Null(accepted.SetCookie);
        Assert.Equal(0, await bench.CountRecordsAsync());
        Assert.Equal("refused.2026-11", (await bench.PutAsync("""{ "all": false }""")).Cookie);
    }

    [Fact]
    public async Task Minor_ConsentIsNotTaken()
    {
        await using var bench = await PrivacyBench.StartAsync();

        Assert.Equal(409, (await bench.PutAsync("""{ "all": true }""", headers: ["X-Privacy-Minor: 1"])).Status);
        Assert.Equal(200, (await bench.PutAsync("""{ "all": false }""", headers: ["X-Privacy-Minor: 1"])).Status);
    }

    [Fact]
    public async Task Form_EveryButton_DoesWhatTheApiDoes()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var accepted = await bench.PostAsync("choice=accept&language=de");
        var saved = await bench.PostAsync("choice=save&purpose.statistics=yes&purpose.advertising=no&shown=meta&shown=recorder&refuse=meta&return=%2Fshop%3Fa%3D1%23top", accepted.Cookie);
        var refused = await bench.PostAsync("choice=refuse", saved.Cookie);

        Assert.Equal((303, "/privacy-choices/choices?language=de&saved=accepted#saved"), (accepted.Status, accepted.Headers["Location"]));
        Assert.Equal((303, "/shop?a=1#top"), (saved.Status, saved.Headers["Location"]));
        Assert.True(bench.Read(saved.Cookie).Scopes.Refuses("meta"));
        Assert.False(bench.Read(saved.Cookie).Scopes.Refuses("recorder"));
        Assert.Equal("refused.2026-11", refused.Cookie);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    public async Task Form_ReturnThatLeadsElsewhere_IsIgnored(string address)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.PostAsync($"choice=refuse&return={Uri.EscapeDataString(address)}");

        Assert.Equal("/privacy-choices/choices?language=en&saved=refused#saved", answer.Headers["Location"]);
    }

    [Fact]
    public async Task Pages_OfOtherPathsAndHosts_AreTheSites()
    {
        await using var bench = await PrivacyBench.StartAsync();

        Assert.Equal(404, (await bench.GetAsync(path: "/privacy-choices/other")).Status);
        Assert.Equal(200, (await bench.GetAsync(path: "/privacy-choices")).Status);
        Assert.Equal(421, (await bench.GetAsync(host: "unknown.example")).Status);
        Assert.Equal(0, bench.Gateway.Site.Count);

        bench.Gateway.Site.Reply = _ => VendorReply.Status(200, "site");
        Assert.Equal("site", (await bench.GetAsync(path: "/privacy-choices-of-the-site")).Body);
        Assert.Equal("site", (await bench.GetAsync(host: "a.wide.example")).Body);
    }

    private static async Task<string> SendFromAsync(System.Net.IPAddress from, Uri to)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) =>
            {
                var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                socket.Bind(new System.Net.IPEndPoint(from.MapToIPv6(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(to, PrivacyBench.Choices)) { Content = new StringContent("""{ "all": false }""", null, "application/json") };
        request.Headers.Host = "shop.example";
        request.Headers.TryAddWithoutValidation("Origin", "https://shop.example");
        using var response = await client.SendAsync(request, PrivacyBench.Token);
        return Assert.Single(response.Headers.GetValues("Set-Cookie"));
    }

    private sealed class ChunkedContent : HttpContent
    {
        private readonly string _text;

        public ChunkedContent(string text)
        {
            _text = text;
            Headers.ContentType = new("application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(_text)).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
