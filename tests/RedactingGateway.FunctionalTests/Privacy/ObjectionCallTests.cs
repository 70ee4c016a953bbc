using System.Net.Http.Json;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>Objections of known subjects: by the site's backend, and by a visitor who is signed in.</summary>
public sealed class ObjectionCallTests
{
    private const string Email = "anna.sommerfeld@example.org";

    private static readonly string Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Email)));

    private static object Anna(params string[] purposes) => new { subjects = new[] { new { kind = "email", value = $" {Email.ToUpperInvariant()}" } }, purposes };

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
        var body = method == "GET" ? null : Anna();

        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: null)).Status);
        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: PrivacyBench.AdminToken + "x")).Status);
        Assert.Equal(401, (await bench.AdminAsync(new HttpMethod(method), path, body, token: "")).Status);
        var refused = await without.AdminAsync(new HttpMethod(method), path, body, token: "");
        Assert.Equal(403, refused.Status);
        Assert.Contains("Gateway:AdminTokenFile", refused.Body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, bench.Rows("objections") + without.Rows("objections"));
        Assert.Equal(421, (await bench.SendAsync(new HttpMethod(method), path, JsonContent.Create(Anna()), "127.0.0.1", $"Authorization: Bearer {PrivacyBench.AdminToken}")).Status);
    }

    [Fact]
    public void Token_TooShort_RefusesTheStart() =>
        Assert.Throws<RedactingGateway.Options.StartRefusedException>(() => RedactingGateway.Admin.AdminToken.Read(new RedactingGateway.Options.GatewayOptions { AdminToken = "short" }));

    [Fact]
    public async Task Objection_IsSetFoundAndLifted_AndNoValueIsKept()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var stored = await bench.AdminAsync(HttpMethod.Put, "/objections", Anna("advertising"));
        var found = await bench.AdminAsync(HttpMethod.Post, "/objections/find", Anna());
        var lifted = await bench.AdminAsync(HttpMethod.Delete, "/objections", Anna());
        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(2));
        var after = await bench.AdminAsync(HttpMethod.Post, "/objections/find", Anna());

        Assert.Equal((200, "stored"), (stored.Status, stored.Body.GetProperty("status").GetString()));
        Assert.Equal(("objected", "advertising"), (found.Body.GetProperty("status").GetString(), found.Body.GetProperty("purposes")[0].GetString()));
        Assert.Equal(200, lifted.Status);
        Assert.Equal("none", after.Body.GetProperty("status").GetString());
        Assert.DoesNotContain("sommerfeld", bench.Gateway.Logs.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sommerfeld", found.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{ "subjects": [] }""")]
    [InlineData("""{ "subjects": [{ "kind": "name", "value": "anna" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "phone", "value": "anna" }] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "anna@example.org" }], "purposes": ["anna"] }""")]
    [InlineData("""{ "subjects": [{ "kind": "email", "value": "anna@example.org" }], "purposes": ["delivery"] }""")]
    [InlineData("""{ "subjects": "anna" }""")]
    [InlineData("""[""")]
    public async Task Objection_Malformed_ChangesNothingAndRepeatsNothing(string json)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var (status, body) = await bench.AdminAsync(HttpMethod.Put, "/objections", JsonSerializer.Deserialize<JsonElement?>(json == "[" ? "[]" : json));

        Assert.Equal(400, status);
        Assert.DoesNotContain("anna", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, bench.Rows("objections"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Objection_IsHonouredWhereATrackerNamesTheSubject(bool isHashed)
    {
        await using var bench = await PrivacyBench.StartAsync();
        var cookie = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        await SendAsync(bench, cookie, isHashed);
        Assert.Contains(Hash, (await bench.Gateway.Vendor.NextAsync()).BodyText, StringComparison.Ordinal);

        await bench.AdminAsync(HttpMethod.Put, "/objections", Anna("advertising"));
        await SendAsync(bench, cookie, isHashed);

        // What still leaves, for statistics, does so without the address and with the signal.
        var rest = await bench.Gateway.Vendor.NextAsync();
        Assert.Equal("1", rest.Header("Sec-GPC"));
        Assert.DoesNotContain(Hash, rest.BodyText, StringComparison.Ordinal);

        await bench.AdminAsync(HttpMethod.Put, "/objections", Anna());
        await SendAsync(bench, cookie, isHashed);
        await bench.Gateway.EventuallyAsync("capi", "received 3 sent 2 refused 1");
    }

    [Fact]
    public async Task SignedInVisitor_RefusalIsAnObjection_AndAcceptanceLiftsIt()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", Anna())).Body.GetProperty("token").GetString();
        Assert.DoesNotContain("sommerfeld", token, StringComparison.OrdinalIgnoreCase);

        var refused = await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""");
        var objected = await bench.AdminAsync(HttpMethod.Post, "/objections/find", Anna());
        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(2));
        var accepted = await bench.PutAsync($$"""{ "purposes": { "advertising": true }, "subject": "{{token}}" }""");
        var lifted = await bench.AdminAsync(HttpMethod.Post, "/objections/find", Anna());
        bench.Gateway.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal("refused.2026-11", refused.Cookie);
        Assert.Equal(("objected", 0), (objected.Body.GetProperty("status").GetString(), objected.Body.GetProperty("purposes").GetArrayLength()));
        Assert.Equal(200, accepted.Status);
        Assert.DoesNotContain("advertising", lifted.Body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("statistics", lifted.Body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(400, (await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""")).Status);
    }

    [Fact]
    public async Task SignedInVisitor_ObjectionThatCannotBeKept_IsSaid()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", Anna())).Body.GetProperty("token").GetString();
        await bench.BreakAsync("objections");

        var answer = await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""");

        Assert.Equal((503, "refused.2026-11"), (answer.Status, answer.Cookie));
    }

    private static Task<RawResponse> SendAsync(PrivacyBench bench, string cookie, bool isHashed)
    {
        var email = isHashed ? Hash : Email;
        return bench.Gateway.SendAsync(
            $"POST /t/capi/v24.0/1234567890/events HTTP/1.1\nContent-Type: application/json\nCookie: {PrivacyBench.ConsentId}={cookie}",
            $$$"""{"data":[{"event_name":"Purchase","event_time":1795435200,"action_source":"website","event_source_url":"https://shop.example/thanks","user_data":{"em":["{{{email}}}"]}}]}""");
    }
}
