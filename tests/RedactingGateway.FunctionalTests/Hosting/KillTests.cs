using System.Net.Http.Json;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>kill -9 of the gateway process: ready again on the same state, and nothing that was acknowledged is gone.</summary>
public sealed class KillTests
{
    private const string Token = "0123456789-test-admin-token-0123456789";

    private static readonly object Anna = new { subjects = new[] { new { kind = "email", value = "anna.sommerfeld@example.org" } } };

    // What the public page shows to the unit of ten.
    private const int Events = 60;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AndStartAgain_IsReady_WithObjectionsAndCountersAsTheyWere()
    {
        string[] settings = [$"--Gateway:AdminToken={Token}", "--Gateway:DrainDelay=00:00:00"];
        await using var bench = await DrainSite.StartAsync(settings);
        for (var i = 0; i < Events; i++)
        {
            await EventAsync(bench);
        }

        // Counters are written every minute, and at an orderly end.
        await bench.Gateway.SignalAsync("TERM");
        Assert.Equal(0, (await bench.Gateway.EndedAsync()).Code);
        await bench.StartAgainAsync(settings);
        var before = await CountersAsync(bench);
        Assert.Equal(2 * Events, before); // two fields each
        Assert.Equal("stored", (await CallAsync(bench, HttpMethod.Put, "/objections")).GetProperty("status").GetString());

        await bench.Gateway.SignalAsync("KILL");
        Assert.Equal(128 + 9, (await bench.Gateway.EndedAsync()).Code);
        await bench.StartAgainAsync(settings);

        Assert.Equal("ready", (await CallAsync(bench, HttpMethod.Get, "/health/ready")).GetProperty("status").GetString());
        Assert.Equal("objected", (await CallAsync(bench, HttpMethod.Post, "/objections/find")).GetProperty("status").GetString());
        Assert.Equal(before, await CountersAsync(bench));
        await EventAsync(bench);
        Assert.Equal(Events + 1, bench.Vendor.Count);
    }

    private static async Task EventAsync(DrainSite bench)
    {
        using var client = await RawClient.ConnectAsync(bench.Gateway.Address);
        await client.WriteAsync("GET /t/plain/collect?v=2&kept=abc HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        Assert.Equal(204, (await client.ReadAsync()).Status);
    }

    // The figures as visitors see them, rounded for the public.
    private static async Task<long> CountersAsync(DrainSite bench)
    {
        using var client = await RawClient.ConnectAsync(bench.Gateway.Address);
        await client.WriteAsync("GET /privacy-choices/transparency.json HTTP/1.1\r\nHost: shop.example\r\n\r\n");
        using var document = JsonDocument.Parse((await client.ReadAsync()).Body);
        return document.RootElement.GetProperty("recipients")[0].GetProperty("counts").GetProperty("sent").GetInt64();
    }

    private static async Task<JsonElement> CallAsync(DrainSite bench, HttpMethod method, string path)
    {
        using var client = new HttpClient();
        using var message = new HttpRequestMessage(method, new Uri(bench.Gateway.Admin, path)) { Headers = { { "Authorization", $"Bearer {Token}" } } };
        message.Content = method == HttpMethod.Get ? null : JsonContent.Create(Anna);
        using var answer = await client.SendAsync(message, Stop);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }
}
