using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.State;
using StackExchange.Redis;

namespace RedactingGateway.FunctionalTests.Assets;

/// <summary>Vendors' files where gateways share a Redis: one of them fetches, all serve; without it each fetches its own.</summary>
public sealed class SharedAssetTests : IAsyncLifetime
{
    private const string Target = "/t/plain/sdk/1/tag.js";
    private const string Script = "send('https://send.vendor.example/x')";

    private readonly TestPolicy _policy = new(
        TestPolicy.Policy.Replace("${OTHER}", "${FILES}", StringComparison.Ordinal),
        TestPolicy.Dictionary + "\n\nassets:\n  - { path: /sdk/*/tag.js, host: assets }\n");
    private readonly RecordingVendor _files = new()
    {
        Reply = static _ => VendorReply.Status(200, Script, "Content-Type: text/javascript; charset=utf-8", "Cache-Control: public, max-age=300"),
    };

    private RedisServer? _redis;

    public async ValueTask InitializeAsync() => _redis = await RedisServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _redis!.DisposeAsync();
        await _files.DisposeAsync();
        _policy.Dispose();
    }

    [Fact]
    public async Task File_FetchedByOneGateway_IsServedByAnother_AlsoWhenTheVendorIsAway()
    {
        await using var here = await StartAsync();
        Assert.Equal(Script, (await here.SendAsync($"GET {Target} HTTP/1.1")).BodyText);
        _files.Reply = static _ => new VendorReply { Reset = true };

        await using var there = await StartAsync();
        var answer = await there.SendAsync($"GET {Target} HTTP/1.1");

        Assert.Equal((200, Script), (answer.Status, answer.BodyText));
        Assert.Equal(1, _files.Count);
    }

    [Fact]
    public async Task RedisAway_EachGatewayFetchesItsOwn()
    {
        await using var here = await StartAsync();
        await _redis!.KillAsync();

        var first = await here.SendAsync($"GET {Target} HTTP/1.1");
        var second = await here.SendAsync($"GET {Target} HTTP/1.1");

        Assert.Equal((200, Script), (first.Status, first.BodyText));
        Assert.Equal((200, Script), (second.Status, second.BodyText));
        Assert.Equal(1, _files.Count);
    }

    [Fact]
    public async Task WhatIsNoFile_IsNotKeptInRedis_AFileIs()
    {
        await using var here = await StartAsync();
        _files.Reply = static request => request.Target.Contains("/1/", StringComparison.Ordinal)
            ? VendorReply.Status(200, Script, "Content-Type: text/javascript; charset=utf-8")
            : VendorReply.Status(404);

        Assert.Equal(Script, (await here.SendAsync($"GET {Target} HTTP/1.1")).BodyText);
        foreach (var made in Enumerable.Range(2, 20))
        {
            await here.SendAsync($"GET /t/plain/sdk/{made}/tag.js HTTP/1.1");
        }

        await using var redis = await ConnectionMultiplexer.ConnectAsync(_redis!.ConnectionString);
        var kept = redis.GetServers().Single().Keys(pattern: "rgw:cache:*").Select(static k => k.ToString()).ToList();
        Assert.EndsWith("/sdk/1/tag.js", Assert.Single(kept), StringComparison.Ordinal);
    }

    private Task<GatewayHarness> StartAsync() => GatewayHarness.StartAsync(
        _policy.Directory,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["FILES"] = _files.Address },
        clock: new ShiftedTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)),
        arguments: [$"--Gateway:Redis={_redis!.ConnectionString}"]);
}
