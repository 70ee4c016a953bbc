using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.State;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>What is said at one gateway over HTTP holds for what another one sends; both share a Redis.</summary>
public sealed class TwoGatewaysChoicesTests : IAsyncLifetime
{
    // Somebody else's address: what is allowed for her still arrives.
    private const string Bertas = "2e2d7e2e2a6d6a8f1c9b1b6f0d3a4c5e6f708192a3b4c5d6e7f8091a2b3c4d5e";

    private readonly ShiftedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private RedisServer? _redis;
    private PrivacyBench? _here;
    private PrivacyBench? _there;

    private PrivacyBench Here => _here!;

    private PrivacyBench There => _there!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        try
        {
            _here = await PrivacyBench.StartAsync(redis: _redis.ConnectionString, time: _time);
            _there = await PrivacyBench.StartAsync(redis: _redis.ConnectionString, time: _time);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var bench in new[] { _here, _there }.OfType<PrivacyBench>())
        {
            await bench.DisposeAsync();
        }

        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Objection_OfOneSubject_IsHonouredAtTheOther_AnotherSubjectsEventArrives(bool isByTheBackend)
    {
        var cookie = (await Here.PutAsync("""{ "all": true }""")).Cookie;
        await There.SendEventAsync(cookie, isHashed: false);
        Assert.Contains(PrivacyBench.AnnasHash, (await There.Gateway.Vendor.NextAsync()).BodyText, StringComparison.Ordinal);

        // In another browser, signed in; her cookie at the other gateway still says yes.
        var token = (await Here.AdminAsync(HttpMethod.Post, "/subjects/token", PrivacyBench.Anna())).Body.GetProperty("token").GetString();
        var status = isByTheBackend
            ? (await Here.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna())).Status
            : (await Here.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""")).Status;
        Assert.Equal(200, status);
        await Cluster.UntilAsync(async () => (await There.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna())).Body.GetProperty("status").GetString() == "objected");

        await There.SendEventAsync(cookie, isHashed: false);
        await There.SendEventAsync(cookie, isHashed: true);
        await There.SendEventAsync(cookie, isHashed: true, email: Bertas);

        await There.Gateway.EventuallyAsync("capi", "received 4 sent 2 refused 2");
        Assert.Contains(Bertas, (await There.Gateway.Vendor.NextAsync()).BodyText, StringComparison.Ordinal);
        Assert.Equal(2, There.Gateway.Vendor.Count);
    }

    [Fact]
    public async Task Refusal_AtOne_EndsTheOlderCookieAtTheOther_AnothersStillGrants()
    {
        var hers = (await Here.PutAsync("""{ "all": true }""")).Cookie;
        var his = (await Here.PutAsync("""{ "all": true }""")).Cookie;
        await TrackAsync(There, hers);
        await There.Gateway.EventuallyAsync("ads", "received 1 sent 1");

        Assert.Equal(200, (await Here.PutAsync("""{ "all": false }""", hers)).Status);
        await Cluster.UntilAsync(async () => (await There.GetAsync(hers)).Purpose("advertising").GetProperty("reason").GetString() == "supersededChoice");
        await TrackAsync(There, hers);
        await TrackAsync(There, his);

        await There.Gateway.EventuallyAsync("ads", "received 3 sent 2 refused 1");
    }

    private static Task<RawResponse> TrackAsync(PrivacyBench bench, string cookie) =>
        bench.Gateway.SendAsync($"GET /t/ads/collect?v=2 HTTP/1.1\nCookie: {PrivacyBench.ConsentId}={cookie}");
}
