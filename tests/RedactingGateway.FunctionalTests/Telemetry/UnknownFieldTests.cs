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
        await using var gateway = await GatewayHarness.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            await gateway.SendAsync($"GET /t/plain/collect?v=2&frequent=1&anna{i}@example.org=1 HTTP/1.1");
        }

        for (var i = 0; i < 12; i++)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(1));
            await gateway.SendAsync($"GET /t/plain/collect?v=2&{string.Join('&', Enumerable.Range(0, 40).Select(n => $"{(char)('a' + i)}{(char)('a' + (n % 26))}{(char)('a' + (n / 26))}=1"))} HTTP/1.1");
        }

        await gateway.EventuallyAsync("plain", "received 17 sent 17");
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(gateway.Admin, "/unknown-fields"), TestContext.Current.CancellationToken);
        using var page = JsonDocument.Parse(text);
        var plain = page.RootElement.GetProperty("destinations").EnumerateArray().Single();

        Assert.Equal(300, plain.GetProperty("fields").GetArrayLength());
        var first = plain.GetProperty("fields")[0];
        Assert.Equal(("query.frequent", 5, "unknownField"), (first.GetProperty("field").GetString(), first.GetProperty("count").GetInt32(), first.GetProperty("reason").GetString()));
        Assert.Equal(5, plain.GetProperty("notShown").GetInt32());
        Assert.DoesNotContain("anna", text, StringComparison.Ordinal);
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
}
