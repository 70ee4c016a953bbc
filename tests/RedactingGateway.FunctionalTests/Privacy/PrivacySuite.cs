using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>What visitors and backends see of choices, records and objections, wherever the state is kept.</summary>
public abstract class PrivacySuite : IAsyncLifetime
{
    private const string RecordPath = "/privacy-choices/choices/record";

    private protected abstract string? Redis { get; }

    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Accept_All_GivesARecordWithTheTextAndOpensTheFlow()
    {
        await using var bench = await StartAsync();

        var answer = await bench.PutAsync("""{ "all": true, "place": "banner", "language": "de" }""");

        Assert.Equal(200, answer.Status);
        Assert.Contains("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=31536000", answer.SetCookie, StringComparison.Ordinal);
        Assert.Equal(("accepted", "accepted", "accepted"), (answer.State("advertising"), answer.State("statistics"), answer.State("upkeep")));
        Assert.Equal("refused", answer.State("healthTips"));
        Assert.Equal("2027-11-23", answer.Json.GetProperty("askAgain").GetString());

        var entry = Assert.Single((await bench.RecordAsync(answer.Cookie)).Entries);
        Assert.Equal(ConsentEvent.Given, entry.Event);
        Assert.Equal(ConsentPlace.Banner, entry.Place);
        Assert.Equal(("de", "shop", false, false), (entry.Language, entry.Site, entry.GpcWasOn, entry.DntWasOn));
        Assert.Equal([("advertising", true), ("healthTips", false), ("statistics", true), ("upkeep", true)], entry.Purposes.Select(p => (p.Key, p.Value)));
        Assert.Equal(["advertising", "statistics", "upkeep"], entry.Scopes.Keys);
        var text = await bench.Records.ReadTextAsync(entry.TextHash, PrivacyBench.Token);
        Assert.Equal(entry.TextHash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text!))));
        foreach (var expected in new[]
        {
            "Messung von Werbung", "Wir messen Werbung", "Um Konten wiederzuerkennen", "[hash]", "Meta Platforms Ireland Limited", "Daten gehen auch nach: USA (Angemessenheitsbeschluss der EU).",
            "Beispielshop GmbH", "Unser Interesse: ein Shop, der funktioniert", "[Alles ablehnen] [Alles erlauben]",
        })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        Assert.Equal(204, (await bench.Gateway.SendAsync($"GET /t/ads/collect?v=2 HTTP/1.1\nCookie: {PrivacyBench.ConsentId}={answer.Cookie}")).Status);
        await bench.Gateway.EventuallyAsync("ads", "received 1 sent 1");
    }

    [Fact]
    public async Task Withdrawal_Appends_AndTheOlderCopyOfTheCookieLosesAtOnce()
    {
        await using var bench = await StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;

        // In the same second.
        var answer = await bench.PutAsync("""{ "all": false }""", accepted);

        Assert.Equal("refused.2026-11", answer.Cookie);
        Assert.All(answer.Json.GetProperty("purposes").EnumerateArray(), p => Assert.NotEqual("accepted", p.GetProperty("state").GetString()));
        Assert.Equal([ConsentEvent.Given, ConsentEvent.Withdrawn], (await bench.RecordAsync(accepted)).Entries.Select(e => e.Event));
        Assert.Equal("supersededChoice", (await bench.GetAsync(accepted)).Purpose("advertising").GetProperty("reason").GetString());
        await bench.Gateway.SendAsync($"GET /t/ads/collect?v=2 HTTP/1.1\nCookie: {PrivacyBench.ConsentId}={accepted}");
        await bench.Gateway.EventuallyAsync("ads", "received 1 sent 0 refused 1");
    }

    [Fact]
    public async Task Change_OfSinglePurposes_KeepsTheRestAndTheRecord()
    {
        await using var bench = await StartAsync();
        var first = (await bench.PutAsync("""{ "purposes": { "advertising": true, "healthTips": true }, "recipients": { "recorder": false } }""")).Cookie;
        bench.Advance(TimeSpan.FromMinutes(5));

        var second = await bench.PutAsync("""{ "purposes": { "advertising": false } }""", first);
        bench.Advance(TimeSpan.FromMinutes(5));
        var third = await bench.PutAsync("""{ "purposes": { "statistics": true }, "recipients": { "recorder": true } }""", second.Cookie);

        Assert.Equal(("refused", "accepted", "refused", "notAsked"), (second.State("advertising"), second.State("healthTips"), second.State("statistics"), second.State("upkeep")));
        Assert.True(second.Json.GetProperty("recipients").EnumerateArray().Single(r => r.GetProperty("id").GetString() == "recorder").GetProperty("refused").GetBoolean());
        Assert.Equal(("refused", "accepted", "accepted"), (third.State("advertising"), third.State("healthTips"), third.State("statistics")));
        var entries = (await bench.RecordAsync(third.Cookie)).Entries;
        Assert.Equal([ConsentEvent.Given, ConsentEvent.Changed, ConsentEvent.Changed], entries.Select(e => e.Event));
        Assert.Equal(["recorder"], entries[1].RefusedRecipients);
        Assert.Empty(entries[2].RefusedRecipients);
        Assert.Equal("supersededChoice", (await bench.GetAsync(second.Cookie)).Purpose("healthTips").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Refusal_OfOnePurposeWithoutAnyYes_GivesNoIdentifier()
    {
        await using var bench = await StartAsync();

        Assert.Equal("refused.2026-11", (await bench.PutAsync("""{ "purposes": { "advertising": false } }""")).Cookie);
        Assert.Equal("refused.2026-11", (await bench.PutAsync("""{ "recipients": { "meta": false } }""")).Cookie);
        Assert.Equal(0, await bench.CountRecordsAsync());
    }

    [Fact]
    public async Task Change_AfterGpcWasSwitchedOn_CarriesNoOldYesOverIt()
    {
        await using var bench = await StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        bench.Advance(TimeSpan.FromMinutes(5));

        var other = await bench.PutAsync("""{ "purposes": { "healthTips": true } }""", accepted, headers: ["Sec-GPC: 1"]);
        var explicitly = await bench.PutAsync("""{ "purposes": { "advertising": true } }""", accepted, headers: ["Sec-GPC: 1"]);

        Assert.Equal(("refused", "accepted"), (other.State("advertising"), other.State("healthTips")));
        Assert.True(explicitly.Purpose("advertising").GetProperty("granted").GetBoolean());
        Assert.True((await bench.RecordAsync(explicitly.Cookie)).Entries[^1].GpcWasOn);
    }

    [Fact]
    public async Task Record_WithItsCookie_IsShownAndErased()
    {
        await using var bench = await StartAsync();
        var cookie = (await bench.PutAsync("""{ "all": true }""", headers: ["DNT: 1"])).Cookie;

        var shown = await bench.GetAsync(cookie, RecordPath);
        Assert.Equal(200, shown.Status);
        var entry = Assert.Single(shown.Json.GetProperty("entries").EnumerateArray());
        Assert.Equal("given", entry.GetProperty("event").GetString());
        Assert.True(entry.GetProperty("dntWasOn").GetBoolean());
        Assert.Contains("Ad measurement", shown.Json.GetProperty("texts").GetProperty(entry.GetProperty("textHash").GetString()!).GetString(), StringComparison.Ordinal);

        Assert.Equal(403, (await bench.SendAsync(HttpMethod.Delete, RecordPath, content: null, "shop.example", $"Cookie: {PrivacyBench.ConsentId}={cookie}")).Status);
        var erased = await bench.SendAsync(HttpMethod.Delete, RecordPath, content: null, "shop.example", "Sec-Fetch-Site: same-origin", $"Cookie: {PrivacyBench.ConsentId}={cookie}");
        Assert.Equal((204, "refused.2026-11"), (erased.Status, erased.Cookie));
        Assert.Equal(0, await bench.CountRecordsAsync());
        Assert.Equal(404, (await bench.GetAsync(cookie, RecordPath)).Status);
    }

    [Fact]
    public async Task Objection_IsSetFoundAndLifted_AndNoValueIsKept()
    {
        await using var bench = await StartAsync();

        var stored = await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna("advertising"));
        var found = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());
        var lifted = await bench.AdminAsync(HttpMethod.Delete, "/objections", PrivacyBench.Anna());
        bench.Advance(TimeSpan.FromSeconds(2));
        var after = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());

        Assert.Equal((200, "stored"), (stored.Status, stored.Body.GetProperty("status").GetString()));
        Assert.Equal(("objected", "advertising"), (found.Body.GetProperty("status").GetString(), found.Body.GetProperty("purposes")[0].GetString()));
        Assert.Equal(200, lifted.Status);
        Assert.Equal("none", after.Body.GetProperty("status").GetString());
        Assert.DoesNotContain("sommerfeld", bench.Gateway.Logs.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("sommerfeld", found.Body.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Objection_IsHonouredWhereATrackerNamesTheSubject(bool isHashed)
    {
        await using var bench = await StartAsync();
        var cookie = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        await bench.SendEventAsync(cookie, isHashed);
        Assert.Contains(PrivacyBench.AnnasHash, (await bench.Gateway.Vendor.NextAsync()).BodyText, StringComparison.Ordinal);

        await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna("advertising"));
        await bench.SendEventAsync(cookie, isHashed);

        // What still leaves, for statistics, does so without the address and with the signal.
        var rest = await bench.Gateway.Vendor.NextAsync();
        Assert.Equal("1", rest.Header("Sec-GPC"));
        Assert.DoesNotContain(PrivacyBench.AnnasHash, rest.BodyText, StringComparison.Ordinal);

        await bench.AdminAsync(HttpMethod.Put, "/objections", PrivacyBench.Anna());
        await bench.SendEventAsync(cookie, isHashed);
        await bench.Gateway.EventuallyAsync("capi", "received 3 sent 2 refused 1");
    }

    [Fact]
    public async Task SignedInVisitor_RefusalIsAnObjection_AndAcceptanceLiftsIt()
    {
        await using var bench = await StartAsync();
        var token = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", PrivacyBench.Anna())).Body.GetProperty("token").GetString();
        Assert.DoesNotContain("sommerfeld", token, StringComparison.OrdinalIgnoreCase);

        var refused = await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""");
        var objected = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());
        bench.Advance(TimeSpan.FromSeconds(2));
        var accepted = await bench.PutAsync($$"""{ "purposes": { "advertising": true }, "subject": "{{token}}" }""");
        var lifted = await bench.AdminAsync(HttpMethod.Post, "/objections/find", PrivacyBench.Anna());
        bench.Advance(TimeSpan.FromHours(2));

        Assert.Equal("refused.2026-11", refused.Cookie);
        Assert.Equal(("objected", 0), (objected.Body.GetProperty("status").GetString(), objected.Body.GetProperty("purposes").GetArrayLength()));
        Assert.Equal(200, accepted.Status);
        Assert.DoesNotContain("advertising", lifted.Body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString()));
        Assert.Contains("statistics", lifted.Body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal(400, (await bench.PutAsync($$"""{ "all": false, "subject": "{{token}}" }""")).Status);
    }

    [Fact]
    public async Task Kinds_OfNews_SayWhatTheyAre()
    {
        await using var bench = await StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        Assert.Equal("refusal healthTips", WebhookTests.Kind(await bench.Webhook.NextAsync(), out _, out _));

        bench.Advance(TimeSpan.FromSeconds(5));
        var changed = (await bench.PutAsync("""{ "purposes": { "advertising": false } }""", accepted)).Cookie;
        Assert.Equal("withdrawal advertising", WebhookTests.Kind(await bench.Webhook.NextAsync(), out var record, out _));
        Assert.Equal(bench.Read(accepted).RecordId.ToString(), record);

        await bench.PutAsync("""{ "all": false }""", changed);
        Assert.Equal("withdrawal", WebhookTests.Kind(await bench.Webhook.NextAsync(), out _, out _));

        var subject = new { subjects = new[] { new { kind = "id", value = "customer-8231" } } };
        var keys = (await bench.AdminAsync(HttpMethod.Post, "/subjects/token", subject)).Body.GetProperty("keys").EnumerateArray().Select(k => k.GetString());
        await bench.AdminAsync(HttpMethod.Put, "/objections", subject);
        Assert.Equal("objection", WebhookTests.Kind(await bench.Webhook.NextAsync(), out _, out var subjects));
        Assert.Equal(keys, subjects);
    }

    [Fact]
    public async Task Record_Erased_AKeptCopyOfItsCookieGrantsNothing_OneOfAnUnknownRecordDoes()
    {
        await using var bench = await StartAsync();
        var kept = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        await TrackAsync(bench, $"Cookie: {PrivacyBench.ConsentId}={kept}");
        await bench.Gateway.EventuallyAsync("ads", "received 1 sent 1");
        await bench.SendAsync(HttpMethod.Delete, RecordPath, content: null, "shop.example", "Sec-Fetch-Site: same-origin", $"Cookie: {PrivacyBench.ConsentId}={kept}");

        await TrackAsync(bench, $"Cookie: {PrivacyBench.ConsentId}={kept}");
        await bench.Gateway.EventuallyAsync("ads", "received 2 sent 1 refused 1");
        var shown = await bench.GetAsync(kept);
        Assert.Equal("supersededChoice", shown.Purpose("advertising").GetProperty("reason").GetString());
        Assert.True(shown.Purpose("delivery").GetProperty("granted").GetBoolean());

        // Signed by us, and the state knows nothing of it: as after the loss of the state.
        await TrackAsync(bench, bench.Gateway.Acceptance("ads"));
        await bench.Gateway.EventuallyAsync("ads", "received 3 sent 2 refused 1");

        // A new yes is a new record.
        var again = await bench.PutAsync("""{ "all": true }""", kept);
        Assert.NotEqual(bench.Read(kept).RecordId, bench.Read(again.Cookie).RecordId);
        Assert.Single((await bench.RecordAsync(again.Cookie)).Entries);
        Assert.Equal("accepted", (await bench.GetAsync(again.Cookie)).State("advertising"));
    }

    private static Task<RawResponse> TrackAsync(PrivacyBench bench, string cookie) => bench.Gateway.SendAsync($"GET /t/ads/collect?v=2 HTTP/1.1\n{cookie}");

    private protected async Task<PrivacyBench> StartAsync() => await PrivacyBench.StartAsync(redis: Redis);
}

/// <summary>The suite on a gateway's own file.</summary>
public sealed class SqlitePrivacyTests : PrivacySuite
{
    private protected override string? Redis => null;
}
