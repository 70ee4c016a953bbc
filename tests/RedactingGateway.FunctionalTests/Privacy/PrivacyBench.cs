using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Signals;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.State;
using RedactingGateway.State;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>A gateway with purposes of several bases, recipients that do and do not reuse data, and sites that choose here and elsewhere.</summary>
internal sealed class PrivacyBench : IAsyncDisposable
{
    public const string AdminToken = "0123456789-test-admin-token-0123456789";

    public const string WebhookSecret = "test-secret-of-the-refusal-webhook";

    public const string Choices = "/privacy-choices/choices";

    public const string AnnasEmail = "anna.sommerfeld@example.org";

    public static readonly string AnnasHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(AnnasEmail)));

    public const string ConsentId = "__Host-privacy-choice";

    public const string Policy = """
        version: 1
        controller:
          name: Beispielshop GmbH
          address: Musterstraße 1, 10115 Berlin
          contact: datenschutz@beispielshop.example
          dataProtectionOfficer: dsb@beispielshop.example
          privacyPolicy: https://beispielshop.example/datenschutz
        purposes:
          upkeep:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works, de: "ein Shop, der funktioniert" }
            title: { en: Upkeep, de: Betrieb }
            allow:
              system.operations: { treat: keep, because: { en: To find faults, de: Um Fehler zu finden } }
          delivery:
            use: essential.service
            basis: contract
            title: { en: Delivery, de: Lieferung }
            allow:
              system.operations: { treat: keep, because: { en: To deliver, de: Um zu liefern } }
          statistics:
            use: analytics.reporting
            basis: consent
            title: { en: Statistics, de: Statistik }
            description: { en: We count visits <b>, de: Wir zählen Besuche }
            allow:
              system.operations: { treat: keep, because: { en: To count, de: Um zu zählen } }
              user.behavior.browsing_history: { treat: scrubUrl, because: { en: Which page, de: Welche Seite } }
          advertising:
            use: marketing.advertising.third_party
            basis: consent
            title: { en: Ad measurement, de: Messung von Werbung }
            description: { en: We measure ads, de: Wir messen Werbung }
            allow:
              user.contact.email: { treat: hash, because: { en: To recognise accounts, de: Um Konten wiederzuerkennen } }
              user.unique_id: { treat: { pseudonymize: { rotate: 30d } }, because: { en: To count once, de: Um einmal zu zählen } }
              user.behavior.browsing_history: { treat: scrubUrl, because: { en: Which page, de: Welche Seite } }
              user.behavior.purchase_history: { treat: keep, because: { en: To see what sells, de: Um zu sehen was sich verkauft } }
              system.operations: { treat: keep, because: { en: Technical, de: Technisch } }
          healthTips:
            use: personalize.content
            basis: explicitConsent
            title: { en: Health tips, de: Gesundheitstipps }
            allow:
              system.operations: { treat: keep, because: { en: To choose tips, de: Um Tipps auszuwählen } }
        recipients:
          recorder:
            name: Recorder Ltd
            country: IE
            role: processor
            privacyPolicy: https://recorder.example/privacy
            retention: 1 month
          meta:
            name: Meta Platforms Ireland Limited
            country: IE
            role: jointController
            arrangement: { de: "Wir fragen, Meta antwortet.", en: "We ask, Meta answers." }
            reuse: ownPurposes
            transfers: [{ country: US, safeguard: adequacyDecision, checkedOn: 2026-11-01 }]
            privacyPolicy: https://www.facebook.com/privacy/policy
            retention: 24 months
        destinations:
          plain: { recipient: recorder, protocol: recorder, path: /t/plain, hosts: { collect: "${VENDOR}", assets: "${OTHER}" }, purposes: [upkeep, statistics, delivery, healthTips] }
          ads: { recipient: meta, protocol: recorder, path: /t/ads, hosts: { collect: "${VENDOR}", assets: "${OTHER}" }, purposes: [advertising] }
          capi: { recipient: meta, protocol: metaConversionsApi, path: /t/capi, hosts: { collect: "${VENDOR}" }, purposes: [advertising, statistics] }
        sites:
          shop:
            hosts: [shop.example, localhost]
            upstream: "${SITE}"
            languages: [en, de]
            onRefusal: { url: "${WEBHOOK}", secret: "${WEBHOOK_SECRET}" }
          platform:
            hosts: [platform.example]
            upstream: "${SITE}"
            choices: tcf
            languages: [en]
          wide:
            hosts: [a.wide.example, b.wide.example]
            upstream: "${SITE}"
            languages: [en]
            choiceCookie: { domain: wide.example }
            privacyPath: /own
        """;

    private readonly TestPolicy _folder;
    private readonly RecordingVendor _webhook;
    private readonly ShiftedTime? _time;
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    private PrivacyBench(TestPolicy folder, RecordingVendor webhook, GatewayHarness gateway, ShiftedTime? time) => (_folder, _webhook, Gateway, _time) = (folder, webhook, gateway, time);

    public GatewayHarness Gateway { get; }

    /// <summary>The site's backend that hears of refusals.</summary>
    public RecordingVendor Webhook => _webhook;

    public ConsentRecords Records => Gateway.Services.GetRequiredService<ConsentRecords>();

    public Objections Objections => Gateway.Services.GetRequiredService<Objections>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A known customer as a backend names her, spelled as nobody's dictionary does.</summary>
    public static object Anna(params string[] purposes) => new { subjects = new[] { new { kind = "email", value = $" {AnnasEmail.ToUpperInvariant()}" } }, purposes };

    /// <summary>Starts a gateway; with Redis on a clock that goes on by itself, as its connection does.</summary>
    public static async Task<PrivacyBench> StartAsync(Func<string, string>? change = null, string? adminToken = AdminToken, string? redis = null, ShiftedTime? time = null, (DateTime Policy, DateTime Dictionary)? written = null)
    {
        var folder = new TestPolicy(change?.Invoke(Policy) ?? Policy);
        if (written is var (policyTime, dictionaryTime))
        {
            foreach (var file in Directory.GetFiles(folder.Directory, "*.yaml", SearchOption.AllDirectories))
            {
                File.SetLastWriteTimeUtc(file, Path.GetFileName(file) == "gateway.yaml" ? policyTime : dictionaryTime);
            }
        }

        var webhook = new RecordingVendor();
        time ??= redis is null ? null : new ShiftedTime(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var gateway = await GatewayHarness.StartAsync(
            folder.Directory,
            new Dictionary<string, string> { ["WEBHOOK"] = $"{webhook.Address}/hooks/privacy?x=1", ["WEBHOOK_SECRET"] = WebhookSecret },
            adminToken,
            time,
            redis is null ? [] : [$"--Gateway:Redis={redis}"]);
        var bench = new PrivacyBench(folder, webhook, gateway, time);
        if (redis is not null)
        {
            await bench.UntilRedisAsync(isUp: true);
        }

        return bench;
    }

    /// <summary>Waits until the gateway uses Redis, or has noticed that it is away.</summary>
    public Task UntilRedisAsync(bool isUp) => Cluster.UntilAsync(() => Task.FromResult(Gateway.Services.GetRequiredService<RedisLink>().IsUp == isUp));

    /// <summary>Time goes by.</summary>
    public void Advance(TimeSpan by)
    {
        if (_time is null)
        {
            Gateway.Time.Advance(by);
        }
        else
        {
            _time.Advance(by);
        }
    }

    /// <summary>Sends to a site's host; <paramref name="headers"/> are <c>Name: value</c>.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null, string host = "shop.example", params string[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Gateway.Address, path)) { Content = content };
        request.Headers.Host = host;
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            Assert.True(request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim()));
        }

        using var response = await _client.SendAsync(request, Token);
        return new Answer(
            (int)response.StatusCode,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join('\n', h.Value), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>A choice as the site's own page sends it.</summary>
    public Task<Answer> PutAsync(string json, string? cookie = null, string host = "shop.example", params string[] headers) => SendAsync(
        HttpMethod.Put, host.EndsWith("wide.example", StringComparison.Ordinal) ? "/own/choices" : Choices, new StringContent(json, null, "application/json"), host,
        ["Sec-Fetch-Site: same-origin", .. Cookie(cookie), .. headers]);

    public Task<Answer> GetAsync(string? cookie = null, string path = Choices, string host = "shop.example", params string[] headers) =>
        SendAsync(HttpMethod.Get, path, content: null, host, [.. Cookie(cookie), .. headers]);

    /// <summary>A form as a browser without scripts sends it.</summary>
    public Task<Answer> PostAsync(string form, string? cookie = null, params string[] headers) => SendAsync(
        HttpMethod.Post, Choices, new StringContent(form, null, "application/x-www-form-urlencoded"), "shop.example", ["Origin: https://shop.example", .. Cookie(cookie), .. headers]);

    /// <summary>A call of the admin API.</summary>
    public async Task<(int Status, JsonElement Body)> AdminAsync(HttpMethod method, string path, object? body = null, string? token = AdminToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Gateway.Admin, path)) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var response = await _client.SendAsync(request, Token);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement.Clone());
    }

    /// <summary>A purchase that names Anna, in plain or hashed form.</summary>
    public Task<RawResponse> SendEventAsync(string cookie, bool isHashed, string? email = null)
    {
        email ??= isHashed ? AnnasHash : AnnasEmail;
        return Gateway.SendAsync(
            $"POST /t/capi/v24.0/1234567890/events HTTP/1.1\nContent-Type: application/json\nCookie: {ConsentId}={cookie}",
            $$$"""{"data":[{"event_name":"Purchase","event_time":1795435200,"action_source":"website","event_source_url":"https://shop.example/thanks","user_data":{"em":["{{{email}}}"]}}]}""");
    }

    /// <summary>What a cookie says.</summary>
    public StoredChoice Read(string cookie) => Gateway.Services.GetRequiredService<ChoiceCookie>().Read(cookie.AsMemory());

    /// <summary>The record that a cookie names.</summary>
    public async Task<ConsentRecord> RecordAsync(string cookie) => (await Records.ReadAsync(Read(cookie).RecordId, Token))!;

    /// <summary>From here on the state lacks a table.</summary>
    public Task BreakAsync(string table) => Database.Writer.WriteAsync(s => s.Execute($"DROP TABLE {table}"));

    /// <summary>From here on the state refuses a kind of write.</summary>
    public Task ForbidAsync(string what) => Database.Writer.WriteAsync(s => s.Execute($"CREATE TRIGGER forbidden {what} BEGIN SELECT RAISE(ABORT, 'forbidden'); END"));

    /// <summary>Rows of a table.</summary>
    public long Rows(string table) => Count($"SELECT count(*) FROM {table}");

    /// <summary>How many consent records there are.</summary>
    public async Task<long> CountRecordsAsync() => Gateway.Services.GetService<RedisLink>() is { } link
        ? await link.RunAsync(static db => db.SortedSetLengthAsync(RedisKeys.Consents))
        : Count("SELECT count(DISTINCT record) FROM consent_entries");

    /// <summary>A number out of the database.</summary>
    public long Count(string sql) => Database.Read(sql, static row => row.GetInt64(0)).FirstOrDefault();

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await _webhook.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    private SqliteDatabase Database => Gateway.Services.GetRequiredService<SqliteDatabase>();

    private static string[] Cookie(string? value) => value is null ? [] : [$"Cookie: session=1; {ConsentId}={value}"];
}

/// <summary>An answer of the gateway.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string? SetCookie => Headers.GetValueOrDefault("Set-Cookie");

    /// <summary>Value of the cookie that is set.</summary>
    public string Cookie => SetCookie!.Split(';')[0].Split('=', 2)[1];

    public JsonElement Purpose(string id) => Json.GetProperty("purposes").EnumerateArray().Single(p => p.GetProperty("id").GetString() == id);

    public string? State(string id) => Purpose(id).GetProperty("state").GetString();
}
