using System.Net.Http.Json;
using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>Objections of known subjects: by the site's backend, and by a visitor who is signed in.</summary>
public sealed class ObjectionCallTests
{
    [Theory]
    [InlineData("PUT", "/objections")]
    [InlineData("DELETE", "/objections")]
    [InlineData("POST", "/objections/find")]
    [InlineData("POST", "/subjects/token")]
    [InlineData("GET", "/records/00000000-0000-0000-0000-000000000001")]
    [InlineData("DELETE", "/records/00000000-0000-0000-0000-000000000001")]
    public async Task Call_WithoutTheToken_IsRefused(string method, string path)
    {
        await using var bench = await PrivacyBench.StartAsync();
        await using var without = await PrivacyBench.StartAsync(adminToken: null);
        var body = method == "GET" ? null : PrivacyBench.Anna();

        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: null)).Status);
        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: PrivacyBench.AdminToken + "x")).Status);
        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: "")).Status);
        var refused = await without.AdminAsync(new HttpMethod(method), path, body, token: "");
        Assert.Equal(403, refused.Status);
        Assert.Contains("Gateway:AdminTokenFile", refused.Body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, bench.Rows("objections") + without.Rows("objections"));
        Assert.Equal(421, (await bench.SendAsync(new HttpMethod(method), path, JsonContent.Create(PrivacyBench.Anna()), "127.0.0.1", $"Authorization: Bearer {PrivacyBench.AdminToken}")).Status);
    }

    [Fact]
    public void Token_TooShort_RefusesTheStart() =>
        Assert.Throws<RedactingGateway.Options.StartRefusedException>(() => RedactingGateway.Admin.AdminToken.Read(new RedactingGateway.Options.GatewayOptions { AdminToken = "short" }));

    [Theory]
    [InlineData("""{ "subjects": [] }""")]
    [InlineData("""{ "subjects": [{ "kind": "name", "value": "anna" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "phone", "value": "anna" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "anna@example.org" }], "purposes": ["anna"] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "anna@example.org" }], "purposes": ["delivery"] }""")]
    [InlineData("""{ "subjects": "anna" }""")]
    [InlineData("""{ "subjects": [null] }""")]
    [InlineData("""[""")]
    public async Task Objection_Malformed_ChangesNothingAndRepeatsNothing(string json)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var (status, body) = await bench.AdminAsync(HttpMethod.Put, "/objections", JsonSerializer.Deserialize<JsonElement?>(json == "[" ? "[]" : json));

        Assert.Equal(400, status);
        Assert.DoesNotContain("anna", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, bench.Rows("objections"));
    }

    [Fact]
    public async Task SignedInVisitor_AcceptanceOfOnePurpose_LeavesTheObjectionToTheOthers()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", PrivacyBench.Anna())).Body.GetProperty("token").GetString();
        var earlier = (await bench.PutAsync("""{ "purposes": { "statistics": true } }""")).Cookie;
        bench.Advance(TimeSpan.FromMinutes(5));
        await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna());
        bench.Advance(TimeSpan.FromMinutes(5));

        // Upkeep was asked about by nobody, statistics before she objected.
        await bench.PutAsync($$"""{ "purposes": { "advertising": true }, "subject": "{{token}}" }""", earlier);

        var found = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());
        Assert.Equal(["healthTips", "statistics", "upkeep"], found.Body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString()));
    }

    [Fact]
    public async Task SignedInVisitor_WhoseNewObjectionCannotBeKept_KeepsTheOldOne()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", PrivacyBench.Anna())).Body.GetProperty("token").GetString();
        await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna());
        bench.Advance(TimeSpan.FromMinutes(5));
        await bench.ForbidAsync("BEFORE INSERT ON objections WHEN NEW.purpose NOT IN ('', '*')");

        Assert.Equal(503, (await bench.PutAsync($$"""{ "purposes": { "advertising": true }, "subject": "{{token}}" }""")).Status);

        bench.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("objected", (await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna())).Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task SignedInVisitor_ObjectionThatCannotBeKept_IsSaid()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", PrivacyBench.Anna())).Body.GetProperty("token").GetString();
        await bench.BreakAsync("objections");

        var answer = await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""");

        Assert.Equal((503, "refused.2026-11"), (answer.Status, answer.Cookie));
    }
}
