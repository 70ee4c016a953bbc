using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Privacy;
using RedactingGateway.Hosting;
using RedactingGateway.State;
using RedactingGateway.State.Salts;
using StackExchange.Redis;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>Two whole gateways and one Redis.</summary>
public sealed class TwoGatewaysTests : IAsyncLifetime
{
    private const string Policy = """
        version: 1
        controller: { name: Shop GmbH, address: Street 1, contact: mail@shop.example, privacyPolicy: "https://shop.example/privacy" }
        purposes:
          upkeep:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            title: { en: Upkeep }
            allow:
              user.unique_id.pseudonymous: { pseudonymize: { rotate: 1d } }
        recipients:
          one: { name: One Ltd, country: IE, role: processor, privacyPolicy: "https://one.example/privacy", retention: 1 month }
          two: { name: Two Ltd, country: IE, role: processor, privacyPolicy: "https://two.example/privacy", retention: 1 month }
        destinations:
          one: { recipient: one, protocol: recorder, path: /t/one, hosts: { collect: "${VENDOR}" }, purposes: [upkeep] }
          two: { recipient: two, protocol: recorder, path: /t/two, hosts: { collect: "${VENDOR}" }, purposes: [upkeep] }
        sites:
          shop: { hosts: [shop.example], upstream: "${VENDOR}", languages: [en] }
        """;

    private const string Dictionary = """
        protocol: recorder
        title: Recorder
        source: { url: "https://recorder.example/docs", date: 2026-11-01, confidence: documented }
        endpoints:
          collect:
            match: { methods: [GET], path: /collect }
            host: collect
            success: { status: 204 }
        fields:
          query.id: { category: user.unique_id.pseudonymous, type: opaqueId, source: site, pseudonym: x32 }
        """;

    private readonly TestPolicy _policy = new(Policy, Dictionary);
    private readonly RecordingVendor _vendor = new();
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("rgw-state-");
    private readonly ShiftedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly List<(WebApplication App, GatewayAddresses Addresses)> _gateways = [];
    private RedisServer? _redis;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        try
        {
            foreach (var name in new[] { "first", "second" })
            {
                var app = GatewayHost.Build(new GatewayHostOptions
                {
                    EnvironmentName = "Production",
                    ConfigDirectory = _policy.Directory,
                    Urls = "http://127.0.0.1:0",
                    AdminUrl = "http://127.0.0.1:0",
                    RootSecret = new byte[32],
                    StateDirectory = Path.Combine(_state.FullName, name),
                    Arguments = [$"--Gateway:Redis={_redis.ConnectionString}"],
                    Time = _time,
                    PolicyEnvironment = _ => _vendor.Address,
                    Logging = static logging => logging.ClearProviders(),
                });
                _gateways.Add((app, await GatewayHost.StartAsync(app)));
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    [Fact]
    public async Task Pseudonyms_AreEqualAcrossNodes_NotAcrossRecipientsAndEpochs()
    {
        var first = await PseudonymAsync(node: 0, "one");

        Assert.Equal(first, await PseudonymAsync(node: 1, "one"));
        var values = new HashSet<string>(StringComparer.Ordinal) { first, await PseudonymAsync(node: 1, "two") };
        for (var day = 0; day < 3; day++)
        {
            _time.Advance(TimeSpan.FromDays(1));
            foreach (var (app, _) in _gateways)
            {
                await app.Services.GetRequiredService<SaltKeeper>().RunAsync();
            }

            var next = await PseudonymAsync(node: 0, "one");
            Assert.Equal(next, await PseudonymAsync(node: 1, "one"));
            Assert.True(values.Add(next));
        }

        Assert.Equal(5, values.Count);
        Assert.All(values, static value => Assert.Matches("^[0-9a-f]{32}$", value));
    }

    [Fact]
    public async Task NoSalt_TheFieldIsDropped_NeverSentOtherwise()
    {
        // Three epochs later, and no job ran in between.
        _time.Advance(TimeSpan.FromDays(3));

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(node: 0, "one"));
        Assert.Equal("/collect", (await _vendor.NextAsync()).Target);
        Assert.Contains("a salt is missing", await HealthAsync(node: 0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objection_IsHonouredAtTheOther_AndHealthFollowsRedis()
    {
        var (here, there) = (_gateways[0].App.Services.GetRequiredService<Objections>(), _gateways[1].App.Services.GetRequiredService<Objections>());
        SubjectKey[] subject = [new SubjectKey(7)];
        Assert.Equal(Acknowledgement.Stored, await here.SetAsync(subject, new Objection(_time.GetUtcNow(), ["upkeep"]), TestContext.Current.CancellationToken));
        await Cluster.UntilAsync(async () => (await there.FindAsync(subject)).Objection is not null);
        Assert.StartsWith("ready", await HealthAsync(node: 1), StringComparison.Ordinal);

        await _redis!.KillAsync();
        await Cluster.UntilAsync(async () => (await HealthAsync(node: 1)).StartsWith("degraded: Redis is down since", StringComparison.Ordinal));

        // A visitor's request still leaves: nothing in it needs Redis.
        Assert.NotEmpty(await PseudonymAsync(node: 1, "one"));
        await _redis.StartAgainAsync();
        await Cluster.UntilAsync(async () => await HealthAsync(node: 1) == "ready: ");
    }

    [Fact]
    public async Task LivePage_OpenAtOneNode_HearsOfTheOthersRequests_AndRedisOfNamesOnly()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_redis!.ConnectionString);
        var published = new ConcurrentQueue<string>();
        await redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern("rgw:live:*"), (channel, text) => published.Enqueue($"{channel} {text}"));
        await using var viewer = await LiveViewer.StartAsync(_gateways[0].Addresses.Gateway[0]);

        // Nobody has the page open: nothing is published.
        await SendAsync(node: 1, "one", viewer.Cookie);
        Assert.Empty(await KeysAsync());

        // Started at the first, opened at the second; the session needs no node to know it.
        await viewer.OpenAsync(_gateways[1].Addresses.Gateway[0]);
        var key = Assert.Single(await KeysAsync());
        Assert.InRange((await redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal("", (string?)await redis.GetDatabase().StringGetAsync(key));
        Assert.DoesNotContain(viewer.Cookie.Split('.')[2], key, StringComparison.Ordinal);

        await SendAsync(node: 0, "one");
        await SendAsync(node: 0, "one", viewer.Cookie);
        await SendAsync(node: 1, "two", viewer.Cookie);
        List<string?> shown = [];
        for (var i = 0; i < 2; i++)
        {
            shown.Add((await viewer.NextAsync())!.Value.GetProperty("at").GetString()!.Split(", to ")[1]);
        }

        Assert.Equal(["One Ltd", "Two Ltd"], shown.Order(StringComparer.Ordinal));
        Assert.Equal(2, published.Count);
        Assert.All(published, text =>
        {
            Assert.Contains("query.id", text, StringComparison.Ordinal);
            Assert.DoesNotContain("visitor-1234", text, StringComparison.Ordinal);
            Assert.DoesNotContain(viewer.Cookie.Split('.')[2], text, StringComparison.Ordinal);
        });

        await viewer.CloseAsync();
        await Cluster.UntilAsync(async () => (await KeysAsync()).Length == 0);

        async Task<string[]> KeysAsync() => [.. ((RedisKey[])(await redis.GetDatabase().ExecuteAsync("KEYS", "rgw:live:*"))!).Select(k => k.ToString())];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (app, _) in _gateways)
        {
            await app.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await _vendor.DisposeAsync();
        _policy.Dispose();
        _state.Delete(recursive: true);
    }

    private async Task<string> PseudonymAsync(int node, string destination)
    {
        await SendAsync(node, destination);
        var target = (await _vendor.NextAsync()).Target;
        Assert.DoesNotContain("visitor-1234", target, StringComparison.Ordinal);
        return target[(target.IndexOf("id=", StringComparison.Ordinal) + 3)..];
    }

    private async Task<HttpStatusCode> SendAsync(int node, string destination, string? cookie = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateways[node].Addresses.Gateway[0], $"/t/{destination}/collect?id=visitor-1234"));
        request.Headers.Host = "shop.example";
        if (cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<string> HealthAsync(int node)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(_gateways[node].Addresses.Admin, "/health/ready"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var page = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var reasons = page.RootElement.TryGetProperty("reasons", out var list) ? list.EnumerateArray().Select(r => r.GetString()) : [];
        return $"{page.RootElement.GetProperty("status").GetString()}: {string.Join("; ", reasons)}";
    }
}
