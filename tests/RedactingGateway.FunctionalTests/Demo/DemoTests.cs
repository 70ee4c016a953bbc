using System.Net;
using System.Text.Json;
using RedactingGateway.Demo;

namespace RedactingGateway.FunctionalTests.Demo;

/// <summary>The demo, started for real on free ports: shop, gateway, recording vendor and the page that shows them.</summary>
public sealed class DemoTests
{
    private const string Hit =
        "/t/ga4/g/collect?v=2&tid=G-TEST12345&cid=555.777&en=page_view&dl=https%3A%2F%2Fshop.example%2Fdanke%3Femail%3Danna%40example.org";

    [Fact]
    public async Task Hit_OfAVisitorWhoAccepted_ArrivesWithoutTheAddress()
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http, demo, Hit, demo.AcceptedCookie));

        Assert.Equal(1, demo.Records.Received);
        using var board = await BoardAsync(http, demo);
        var request = board.RootElement.GetProperty("requests")[0];
        Assert.True(request.GetProperty("hasLeft").GetBoolean());
        var page = Field(request, "query.dl");
        Assert.Contains("email=anna@example.org", page.GetProperty("sent").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://shop.example/danke", page.GetProperty("received").GetString());
        Assert.StartsWith("policy/gateway.yaml:", page.GetProperty("rule").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("anna", request.GetProperty("received").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("__Host-privacy-choice=refused.2026-11", null)]
    [InlineData(null, "1")]
    public async Task Hit_OfAnyOtherVisitor_NothingArrives(string? cookie, string? gpc)
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http, demo, Hit, cookie, gpc));

        Assert.Equal(0, demo.Records.Received);
        using var board = await BoardAsync(http, demo);
        Assert.Equal("Nothing left the gateway", board.RootElement.GetProperty("headline").GetString());
        var request = board.RootElement.GetProperty("requests")[0];
        Assert.Equal("withheld", request.GetProperty("groups").EnumerateArray().Single().GetProperty("outcome").GetString());
        Assert.False(string.IsNullOrEmpty(Field(request, "query.dl").GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Switch_ToAnotherVisitor_SendsTheSameRequestsAgain()
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        await SendAsync(http, demo, Hit, cookie: null);
        Assert.Equal(0, demo.Records.Received);

        using var answer = await http.PostAsync(new Uri(demo.Addresses.Shop, "demo/visitor?as=accepted"), content: null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-privacy-choice=accepted.", StringComparison.Ordinal));
        Assert.Equal(1, demo.Records.Received);
    }

    [Fact]
    public async Task Switch_FromAnotherSite_IsRefused()
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(demo.Addresses.Shop, "demo/visitor?as=accepted"));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/kaffeemuehle")]
    [InlineData("/danke?email=x%40example.org")]
    [InlineData("/hilfe")]
    [InlineData("/demo")]
    [InlineData("/demo?lang=de")]
    [InlineData("/demo/rules/policy/gateway.yaml")]
    [InlineData("/demo/rules/config/protocols/googleAnalytics4.yaml")]
    public async Task Page_ThroughTheGateway_IsServed(string path)
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri(demo.Addresses.Gateway + path), TestContext.Current.CancellationToken);
        Assert.Contains("<h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_OutsideTheDemosFiles_AreNotShown()
    {
        await using var demo = await DemoHost.StartAsync(new DemoOptions());
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(demo.Addresses.Gateway + "/demo/rules/appsettings.json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, DemoHost demo, string target, string? cookie, string? gpc = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, demo.Addresses.Gateway + target);
        foreach (var (name, value) in new[] { ("Cookie", cookie), ("Sec-GPC", gpc) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    // The first event of the live feed is the board as it is now.
    private static async Task<JsonDocument> BoardAsync(HttpClient http, DemoHost demo)
    {
        await using var stream = await http.GetStreamAsync(new Uri(demo.Addresses.Gateway + "/demo/stream"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line["data: ".Length..]);
            }
        }

        throw new EndOfStreamException();
    }

    private static JsonElement Field(JsonElement request, string address) => request.GetProperty("groups").EnumerateArray()
        .SelectMany(g => g.GetProperty("rows").EnumerateArray())
        .Single(r => r.GetProperty("address").GetString() == address);
}
