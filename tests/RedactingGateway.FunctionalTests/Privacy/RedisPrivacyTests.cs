using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.State;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>The suite on a real Redis, and what visitors and backends see of one that goes away.</summary>
public sealed class RedisPrivacyTests : PrivacySuite
{
    private RedisServer? _server;

    private protected override string? Redis => _server!.ConnectionString;

    public override async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync();

    public override async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await base.DisposeAsync();
    }

    [Fact]
    public async Task RedisStopped_RefusalsAndObjectionsAreKept_AndArriveWhenItIsBack()
    {
        await using var bench = await StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", Customer("customer-8231"))).Body.GetProperty("token").GetString();

        await _server!.KillAsync();
        await bench.UntilRedisAsync(isUp: false);
        var refused = await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""", accepted);
        var objection = await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna("advertising"));
        var unknown = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());

        Assert.Equal((202, "refused.2026-11"), (refused.Status, refused.Cookie));
        Assert.Equal((202, "kept, being distributed"), (objection.Status, objection.Body.GetProperty("status").GetString()));
        Assert.Equal("unknown", unknown.Body.GetProperty("status").GetString());

        await _server.StartAgainAsync();
        await bench.UntilRedisAsync(isUp: true);

        // Another gateway has none of it on its own disk.
        await using var other = await StartAsync();
        Assert.Equal([ConsentEvent.Given, ConsentEvent.Withdrawn], (await other.RecordAsync(accepted)).Entries.Select(e => e.Event));
        Assert.Equal("objected advertising", await FindAsync(other, PrivacyBench.Anna()));
        Assert.Equal("objected ", await FindAsync(other, Customer("customer-8231")));
        Assert.Equal("none ", await FindAsync(other, Customer("customer-8232")));
    }

    [Fact]
    public async Task RedisStopped_AnAcceptanceIsKeptToo_AndKnownSubjectsCountAsObjecting()
    {
        await using var bench = await StartAsync();
        await _server!.KillAsync();
        await bench.UntilRedisAsync(isUp: false);

        var accepted = await bench.PutAsync("""{ "all": true }""");
        await bench.SendEventAsync(accepted.Cookie, isHashed: true);
        await bench.Gateway.SendAsync($"GET /t/ads/collect?v=2 HTTP/1.1\nCookie: {PrivacyBench.ConsentId}={accepted.Cookie}");

        Assert.Equal(202, accepted.Status);
        await bench.Gateway.EventuallyAsync("capi", "received 1 sent 0 refused 1");
        await bench.Gateway.EventuallyAsync("ads", "received 1 sent 1");

        await _server.StartAgainAsync();
        await bench.UntilRedisAsync(isUp: true);
        Assert.Single((await bench.RecordAsync(accepted.Cookie)).Entries);
    }

    private static object Customer(string id) => new { subjects = new[] { new { kind = "id", value = id } } };

    private static async Task<string> FindAsync(PrivacyBench bench, object subjects)
    {
        var (status, body) = await bench.AdminAsync(HttpMethod.Post, "/objections/find", subjects);
        Assert.Equal(200, status);
        var purposes = body.TryGetProperty("purposes", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(p => p.GetString()) : [];
        return $"{body.GetProperty("status").GetString()} {string.Join(',', purposes)}";
    }
}
