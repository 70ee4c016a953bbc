using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Telemetry;

public sealed class UnknownFieldTests
{
    [Theory]
    [InlineData("query.ep.newsletter", "query.ep.newsletter")]
    [InlineData("query.item12_3", "query.item#_#")]
    [InlineData("body.$.data[0].custom_data.size", "body.$.data[].custom_data.size")]
    [InlineData("body[17].ep.x", "body[].ep.x")]
    [InlineData("query.cx>$.page.title", "query.cx>$.page.title")]
    [InlineData("form.cd[size]", "form.cd[size]")]
    [InlineData("query.cd[features]>$[0].title", "query.cd[features]>$[].title")]
    [InlineData("query.items[0]", "query.items[#]")]
    [InlineData("body.$.\"a.b\".c", "body.$.\"a.b\".c")]
    [InlineData("body[3].ep.anna@example.org", null)]
    [InlineData("query.anna@example.org", null)]
    [InlineData("query.\"anna sommerfeld\"", null)]
    [InlineData("query.4111111111111111", null)]
    [InlineData("query.tel015112345678", null)]
    [InlineData("body.$.users.b5a4c3d2e1f0.name", null)]
    [InlineData("query.Größe", null)]
    [InlineData("query.\"a\\\"b\"", null)]
    [InlineData("query.abcdefghijabcdefghijabcdefghijabcdefghijabc", null)]
    public void Address_IsShownWithoutWhatMayBeSomebodys(string address, string? shown) => Assert.Equal(shown, UnknownAddress.Show(address));

    [Theory]
    [InlineData("header.x-anything", true)]
    [InlineData("cookie.session", true)]
    [InlineData("query.header", false)]
    public void Address_WhatBrowsersSendByThemselves_IsLeftOut(string address, bool isCarried) => Assert.Equal(isCarried, UnknownAddress.IsCarried(address));

    [Fact]
    public async Task Names_AreCounted_AndAFloodOfOthersLeavesTheFrequentOnes()
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(gateway, $"frequent=1&anna{i}@example.org=1", client: i % 3);
        }

        for (var i = 0; i < 12; i++)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
            await gateway.SendAsync($"GET /t/plain/collect?v=2&{string.Join('&', Enumerable.Range(0, 40).Select(n => $"{(char)('a' + i)}{(char)('a' + (n % 26))}{(char)('a' + (n / 26))}=1"))} HTTP/1.1");
        }

        await gateway.EventuallyAsync("plain", "received 17 sent 17");
        var (plain, text) = await ReadAsync(gateway);

        var first = plain.GetProperty("fields").EnumerateArray().Single();
        Assert.Equal(299, plain.GetProperty("tooRare").GetInt32());
        Assert.Equal(("query.frequent", 5, "unknownField"), (first.GetProperty("field").GetString(), first.GetProperty("count").GetInt32(), first.GetProperty("reason").GetString()));
        Assert.Equal(5, plain.GetProperty("notShown").GetInt32());
        Assert.DoesNotContain("anna", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("annaschmidt", 4, 4)]
    [InlineData("annaschmidt", 20, 2)]
    [InlineData("anna-schmidt", 1, 1)]
    public async Task Name_OfFewRequestsOrFewClients_IsCountedAndNotShown(string name, int requests, int clients)
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < requests; i++)
        {
            await SendAsync(gateway, name + "=1", i % clients);
        }

        await gateway.EventuallyAsync("plain", $"received {requests} sent {requests}");
        var (plain, text) = await ReadAsync(gateway);
        using var client = new HttpClient();
        var overview = await client.GetStringAsync(gateway.Admin, TestContext.Current.CancellationToken);

        Assert.Equal((0, 1), (plain.GetProperty("fields").GetArrayLength(), plain.GetProperty("tooRare").GetInt32()));
        Assert.Contains("1 name is not shown yet: they came in less than five requests or from less than three clients", overview, StringComparison.Ordinal);
        Assert.DoesNotContain("schmidt", text + overview, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_OfFiveRequestsOfThreeClients_IsShown()
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await SendAsync(gateway, "newsletter=1", client: i < 3 ? 0 : i);
        }

        await gateway.EventuallyAsync("plain", "received 5 sent 5");
        var (plain, _) = await ReadAsync(gateway);

        Assert.Equal("query.newsletter", plain.GetProperty("fields")[0].GetProperty("field").GetString());
        Assert.Equal(0, plain.GetProperty("tooRare").GetInt32());
    }

    [Fact]
    public async Task Requests_AreLookedAtForTwentyASecondAtMost()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        for (var i = 0; i < 25; i++)
        {
            await gateway.SendAsync("GET /t/plain/collect?v=2&other=1 HTTP/1.1");
        }

        await gateway.EventuallyAsync("plain", "received 25 sent 25");
        using var client = new HttpClient();
        Assert.Contains("\"requests\": 20,", await client.GetStringAsync(new Uri(gateway.Admin, "/unknown-fields"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<GatewayHarness> StartAsync() => GatewayHarness.StartAsync(policy: null, dictionary: null, "--Gateway:TrustedProxies=127.0.0.1");

    private static Task<RawResponse> SendAsync(GatewayHarness gateway, string query, int client) =>
        gateway.SendAsync($"GET /t/plain/collect?v=2&{query} HTTP/1.1\nX-Forwarded-For: 198.51.100.{client}");

    private static async Task<(JsonElement Plain, string Text)> ReadAsync(GatewayHarness gateway)
    {
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(gateway.Admin, "/unknown-fields"), TestContext.Current.CancellationToken);
        return (JsonElement.Parse(text).GetProperty("destinations").EnumerateArray().Single(), text);
    }
}
