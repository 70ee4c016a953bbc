using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.PolicyStore;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.State;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>The page that says who gets what: as complete as the policy that it is made from.</summary>
public sealed partial class TransparencyTests
{
    private const string Page = "/privacy-choices/";
    private const string Document = "/privacy-choices/transparency.json";

    [Theory]
    [InlineData("/privacy-choices")]
    [InlineData("/privacy-choices/")]
    public async Task Address_IsAPageForPeopleAndJsonForPrograms(string path)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var page = await bench.GetAsync(path: path, headers: ["Accept: text/html"]);
        var json = await bench.GetAsync(path: path, headers: ["Accept: application/json"]);

        Assert.Equal("text/html; charset=utf-8", page.Headers["Content-Type"]);
        Assert.Equal("application/json", json.Headers["Content-Type"]);
        Assert.Equal(json.Body, (await bench.GetAsync(path: Document)).Body);
        Assert.All([page, json], static answer =>
        {
            Assert.Equal(200, answer.Status);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
            Assert.Contains("Cookie", answer.Headers["Vary"], StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", answer.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task PageAndJson_SayEverythingThatThePolicyDoes(string language)
    {
        await using var bench = await PrivacyBench.StartAsync(static p => p.Replace("purposes:\n  upkeep", Outside + "purposes:\n  upkeep", StringComparison.Ordinal));
        var policy = bench.Gateway.Services.GetRequiredService<PolicyHolder>().Current;
        var page = Visible((await bench.GetAsync(path: $"{Page}?language={language}", headers: ["Accept: text/html"])).Body);
        var json = (await bench.GetAsync(path: $"{Document}?language={language}")).Json;

        Assert.Equal(language, json.GetProperty("language").GetString());
        Assert.Equal(policy.Revision, json.GetProperty("policy").GetString());
        Assert.NotEmpty(policy.Outside);
        Assert.NotEmpty(policy.Never);
        Says(page, policy.Controller.Name, policy.Controller.Address, policy.Controller.Contact, policy.Controller.DataProtectionOfficer!);
        Assert.Equal(policy.Purposes.Select(p => p.Id), Ids(json, "purposes"));
        foreach (var purpose in policy.Purposes)
        {
            var facts = json.GetProperty("purposes").EnumerateArray().Single(p => p.GetProperty("id").GetString() == purpose.Id);
            Says(page, purpose.Title[language], purpose.Description.GetValueOrDefault(language, ""), purpose.Interest.GetValueOrDefault(language, ""));
            Assert.Equal(JsonNamingPolicy.CamelCase.ConvertName($"{purpose.Basis}"), facts.GetProperty("basis").GetString());
            Assert.Equal(
                purpose.Allowed.Select(a => $"{a.Category} {a.Form} {a.Because[language]}"),
                facts.GetProperty("categories").EnumerateArray().Select(c => $"{c.GetProperty("category")} {c.GetProperty("form")} {c.GetProperty("because")}"));
            foreach (var category in facts.GetProperty("categories").EnumerateArray())
            {
                Says(page, category.GetProperty("name").GetString()!, category.GetProperty("formInWords").GetString()!, category.GetProperty("because").GetString()!);
            }
        }

        Assert.Equal(policy.Recipients.Select(r => r.Id), Ids(json, "recipients"));
        foreach (var recipient in policy.Recipients)
        {
            var facts = json.GetProperty("recipients").EnumerateArray().Single(p => p.GetProperty("id").GetString() == recipient.Id);
            Says(page, recipient.Name, facts.GetProperty("countryInWords").GetString()!, recipient.Retention);
            Assert.Equal(recipient.Transfers.Select(t => t.Country), facts.GetProperty("transfers").EnumerateArray().Select(t => t.GetProperty("country").GetString()));
            foreach (var transfer in facts.GetProperty("transfers").EnumerateArray())
            {
                Says(page, transfer.GetProperty("countryInWords").GetString()!, transfer.GetProperty("safeguardInWords").GetString()!);
            }
        }

        Assert.Equal(
            policy.Destinations.Select(d => d.Path).Order(StringComparer.Ordinal),
            json.GetProperty("recipients").EnumerateArray().SelectMany(r => r.GetProperty("paths").EnumerateArray()).Select(p => p.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        Says(page, [.. policy.Outside.Select(o => o.Name), .. policy.Outside.Select(o => o.Why[language]), .. policy.Never.Select(n => n.Name[language])]);
        Assert.Equal(policy.Outside.Select(o => o.Name), json.GetProperty("outside").EnumerateArray().Select(o => o.GetProperty("name").GetString()));
        Assert.Equal(policy.Never.Select(n => n.Category), json.GetProperty("never").EnumerateArray().Select(n => n.GetProperty("category").GetString()));
        Says(page, [.. json.GetProperty("held").EnumerateArray().SelectMany(h => h.EnumerateObject()).Where(p => p.Name != "id").Select(p => p.Value.GetString()!)]);
        Says(page, [.. json.GetProperty("rights").EnumerateArray().Select(r => r.GetString()!)]);
    }

    [Fact]
    public async Task Category_ThatThePolicyDoesNotAllow_DoesNotAppear()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await using var less = await PrivacyBench.StartAsync(static p => p.Replace(
            "      user.contact.email: { treat: hash, because: { en: To recognise accounts, de: Um Konten wiederzuerkennen } }\n", "", StringComparison.Ordinal));

        foreach (var path in new[] { Page, Document })
        {
            Assert.Contains("e-mail address", (await bench.GetAsync(path: path, headers: ["Accept: text/html"])).Body, StringComparison.OrdinalIgnoreCase);
            var without = (await less.GetAsync(path: path, headers: ["Accept: text/html"])).Body;
            Assert.DoesNotContain("user.contact.email", without, StringComparison.Ordinal);
            Assert.DoesNotContain("To recognise accounts", without, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task Page_NeverCallsAnythingAnonymous_AndSaysForHowLongVisitsAreLinked(string language)
    {
        await using var bench = await PrivacyBench.StartAsync();

        var page = (await bench.GetAsync(path: $"{Page}?language={language}", headers: ["Accept: text/html"])).Body;

        Assert.DoesNotContain("anonym", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(language == "de" ? "bis zu 30 Tage lang verbinden" : "connect visits by it for up to 30 days", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objection_IsOneStep_AndComesBackToThePage()
    {
        await using var bench = await PrivacyBench.StartAsync();
        var accepted = (await bench.PutAsync("""{ "all": true }""")).Cookie;
        Assert.Contains("You made a choice.", (await bench.GetAsync(accepted, Page, headers: ["Accept: text/html"])).Body, StringComparison.Ordinal);

        var form = Inputs().Matches((await bench.GetAsync(accepted, Page, headers: ["Accept: text/html"])).Body)
            .ToDictionary(m => m.Groups["name"].Value, m => System.Net.WebUtility.HtmlDecode(m.Groups["value"].Value));
        var fields = string.Join('&', form.Select(f => $"{f.Key}={Uri.EscapeDataString(f.Value)}"));
        var answer = await bench.PostAsync($"{fields}&choice=refuse", accepted);

        Assert.Equal(303, answer.Status);
        Assert.Equal("refused.2026-11", answer.Cookie);
        var back = (await bench.GetAsync(answer.Cookie, answer.Headers["Location"].Split('#')[0], headers: ["Accept: text/html"])).Body;
        Assert.Contains("Saved: everything refused.", back, StringComparison.Ordinal);
        Assert.Contains("You refused everything that can be refused.", back, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_OfRequestsThroughTheGateway_AreSumsByRecipient_RoundedForThePublic()
    {
        await using var bench = await PrivacyBench.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await bench.GetAsync(path: "/t/plain/collect?v=2&unknown=1");
            await bench.GetAsync(path: "/t/ads/collect?v=2");
        }

        await bench.Gateway.EventuallyAsync("plain", "received 60 sent 60");
        await bench.Gateway.EventuallyAsync("ads", "received 60 sent 0 noGrant 60");
        Assert.Equal(0, bench.Rows("disclosures"));
        await bench.Gateway.Services.GetRequiredService<DisclosureAccounts>().FlushAsync();

        var tallies = await bench.Gateway.Services.GetRequiredService<IStateStore>().ReadDisclosuresAsync(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 30));
        Assert.Equal(60, tallies["recorder"].Sent);
        Assert.True(tallies["recorder"].Withheld >= 60);
        Assert.Equal(new DisclosureTally(0, 0, 0, 60), tallies["meta"]);

        var recipients = (await bench.GetAsync(path: Document)).Json.GetProperty("recipients").EnumerateArray().ToDictionary(r => r.GetProperty("id").GetString()!);
        Assert.Equal(60, recipients["recorder"].GetProperty("counts").GetProperty("sent").GetInt64());
        Assert.False(recipients["recorder"].GetProperty("counts").TryGetProperty("stopped", out _));
        Assert.Equal(60, recipients["meta"].GetProperty("counts").GetProperty("stopped").GetInt64());
    }

    [Fact]
    public async Task Counts_ThatCannotBeRead_AreSaidToBeAway_AndThePageIsThere()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await bench.BreakAsync("disclosures");

        var page = await bench.GetAsync(path: Page, headers: ["Accept: text/html"]);

        Assert.Equal(200, page.Status);
        Assert.Contains("The counts cannot be read right now.", page.Body, StringComparison.Ordinal);
        Assert.False((await bench.GetAsync(path: Document)).Json.GetProperty("counted").GetBoolean());
    }

    [Fact]
    public async Task Hosts_SeenBypassingTheGateway_AreNamedOnTopAndInTheJson()
    {
        await using var bench = await PrivacyBench.StartAsync();
        bench.Gateway.Services.GetRequiredService<BypassingHosts>().Add("shop", ["maps.example"]);
        bench.Gateway.Services.GetRequiredService<BypassingHosts>().Add("wide", ["other.example"]);

        var json = (await bench.GetAsync(path: Document)).Json;
        var page = (await bench.GetAsync(path: Page, headers: ["Accept: text/html"])).Body;

        Assert.Equal(["maps.example"], json.GetProperty("bypassing").EnumerateArray().Select(h => h.GetString()));
        Assert.Contains("These do not run through the filter: maps.example.", page, StringComparison.Ordinal);
        Assert.Contains("<li>maps.example</li>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(49, null)]
    [InlineData(50, 50L)]
    [InlineData(99, 99L)]
    [InlineData(129, 120L)]
    [InlineData(123_456, 120_000L)]
    public void PublicCount_IsRoundedDownToTwoDigits(long count, long? shown) => Assert.Equal(shown, PublicCount.Of(count));

    private const string Outside = """
        never: [user.financial, user.demographic.marital_status]
        outside:
          - { name: Maps Ltd, country: IE, why: { en: to show the way, de: "um den Weg zu zeigen" }, hosts: [maps.example] }

        """;

    private static IEnumerable<string?> Ids(JsonElement document, string list) => document.GetProperty(list).EnumerateArray().Select(p => p.GetProperty("id").GetString());

    private static string Visible(string page) => Spaces().Replace(System.Net.WebUtility.HtmlDecode(Tags().Replace(page, " ")), " ");

    private static void Says(string page, params string[] texts) => Assert.All(texts, text => Assert.Contains(Spaces().Replace(text, " "), page, StringComparison.Ordinal));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">")]
    private static partial Regex Inputs();
}
