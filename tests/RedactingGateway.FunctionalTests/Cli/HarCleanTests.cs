using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>har clean</c>: a capture becomes a test, and nobody is in it any more.</summary>
public sealed class HarCleanTests
{
    // Each stands in several places and encodings of the capture, and is long enough not to come about by chance in what is drawn at random.
    private static readonly string[] Planted =
    [
        "anna.schmidt@mail.example", "Annabella", "Schmidt", "+491701234567", "4111111111111111", "DE89370400440532013000", "203.0.113.77", "Lindenallee", "1011573", "KD-73811", "555555555", "1234567890",
        "verheiratet", "secret-session", "Krebsvorsorge", "7c9e6679-7425-40de-944b-e07fc1f90ae7", "1984-05-17",
    ];

    private static readonly string Text = string.Join(' ', Planted);

    [Fact]
    public async Task Clean_PlantedValues_NoneRemainsInAnyEncoding()
    {
        var (cleaned, _) = await CleanAsync();

        var decoded = Layers(cleaned);
        Assert.All(Planted, p => Assert.DoesNotContain(p, decoded, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("doctor.example", decoded, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0663", decoded, StringComparison.Ordinal);
        Assert.Contains("page_view", decoded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_SameValue_SameFakeOfTheSameShape()
    {
        var (cleaned, _) = await CleanAsync();
        using var har = JsonDocument.Parse(cleaned);
        var url = har.RootElement.GetProperty("log").GetProperty("entries")[0].GetProperty("request").GetProperty("url").GetString()!;
        var query = url.Split('?')[1].Split('&').Select(p => p.Split('=')).Where(p => p.Length == 2).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);

        Assert.Matches(@"^[a-z]{4}\.[a-z]{7}@example\.org$|^[a-z.]+@example\.org$", query["ep.mail"]);
        Assert.Equal(query["ep.mail"], query["ep.again"]);
        Assert.Matches(@"^\+493023125[0-9]{3}$", query["ep.phone"]);
        Assert.Matches("^400000[0-9]{10}$", query["ep.card"]);
        Assert.Matches("^DE[0-9]{20}$", query["ep.iban"]);
        Assert.Matches(@"^[1-9][0-9]{8}\.1[0-9]{9}$", query["cid"]);
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", query["ep.id"]);
    }

    [Fact]
    public async Task Clean_Twice_GivesOtherFakes()
    {
        var (first, _) = await CleanAsync();
        var (second, _) = await CleanAsync();
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Clean_Explained_HasTheSameFields()
    {
        var (cleaned, captured) = await CleanAsync();
        Assert.Equal(await FieldsAsync(captured), await FieldsAsync(cleaned));
    }

    [Fact]
    public async Task Clean_RequestForNoDestination_IsLeftOutAndSaid()
    {
        await using var file = await CapturedFile.MakeAsync(".har", Capture());
        await using var output = await CapturedFile.MakeAsync(".har", "");
        var run = await CommandLine.RunAsync("har", "clean", file.Path, output.Path, "--config", "config");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("3 requests written, 1 for no destination left out, 1 bodies left out that cannot be decoded.", run.Output.Trim());
    }

    [Fact]
    public async Task Clean_NoArchive_SaysSo()
    {
        await using var file = await CapturedFile.MakeAsync(".har", "{}");
        var run = await CommandLine.RunAsync("har", "clean", file.Path, file.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("no HTTP Archive", run.Error, StringComparison.Ordinal);
    }

    private static async Task<(string Cleaned, string Captured)> CleanAsync()
    {
        await using var file = await CapturedFile.MakeAsync(".har", Capture());
        await using var output = await CapturedFile.MakeAsync(".har", "");
        var run = await CommandLine.RunAsync("har", "clean", file.Path, output.Path, "--config", "config");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return (await File.ReadAllTextAsync(output.Path, TestContext.Current.CancellationToken), Capture());
    }

    private static async Task<List<string>> FieldsAsync(string har)
    {
        await using var file = await CapturedFile.MakeAsync(".har", har);
        var run = await CommandLine.RunAsync("explain", "config", "--request", file.Path, "--format", "json");
        Assert.Equal(0, run.ExitCode);
        using var explained = JsonDocument.Parse(run.Output);
        return
        [
            .. explained.RootElement.GetProperty("requests").EnumerateArray()
                .SelectMany(r => r.GetProperty("fields").EnumerateArray().Where(f => f.TryGetProperty("category", out var category) && category.ValueKind == JsonValueKind.String).Select(f => f.GetProperty("field").GetString()!)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    // The file, and what its encodings hold.
    private static string Layers(string text)
    {
        var all = new StringBuilder(text).AppendLine(Uri.UnescapeDataString(text)).AppendLine(Uri.UnescapeDataString(Uri.UnescapeDataString(text)));
        foreach (System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(all.ToString(), "[A-Za-z0-9+/_-]{12,}={0,2}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)))
        {
            var plain = match.Value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
            var buffer = new byte[plain.Length];
            if (Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), buffer, out var length))
            {
                all.AppendLine(buffer is [0x1f, 0x8b, ..] ? Gunzip(buffer[..length]) : Encoding.UTF8.GetString(buffer[..length]));
            }
        }

        return all.ToString();
    }

    private static string Gunzip(byte[] bytes)
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    private static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    private static string Capture()
    {
        var page = Uri.EscapeDataString($"https://shop.beispielshop.example/Krebsvorsorge?mail=anna.schmidt%40mail.example&name=Annabella+Schmidt#Lindenallee");
        var inner = Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { user = new { name = "Annabella Schmidt", born = "1984-05-17" } })));
        var query = $"v=2&tid=G-TEST12345&cid=555555555.1760000000&en=page_view&uid=KD-73811&dl={page}&dr={Uri.EscapeDataString("https://anna:Schmidt@doctor.example/Annabella")}"
            + $"&ep.mail={Uri.EscapeDataString("anna.schmidt@mail.example")}&ep.again=anna.schmidt%40mail.example&ep.phone=%2B491701234567&ep.card=4111111111111111&ep.iban=DE89370400440532013000"
            + $"&ep.id=7c9e6679-7425-40de-944b-e07fc1f90ae7&ep.text={Uri.EscapeDataString(Text)}&ep.inner={Uri.EscapeDataString(inner)}&anna.schmidt%40mail.example=1&verheiratet"
            + $"&ep.path={Uri.EscapeDataString("/konto/Annabella-Schmidt/order?tab=1&x=2")}&ep.rel={Uri.EscapeDataString("/u/Annabella?x=1")}&ep.bare={Uri.EscapeDataString("Schmidt?x=1&y=2")}&ep.odd={Uri.EscapeDataString("\u00bd")}&ep.digits={Uri.EscapeDataString("\u0663\u0661\u0664")}";
        var json = JsonSerializer.Serialize(new { data = new[] { new { event_name = "Purchase", event_time = 1760000000, event_id = "KD-73811", user_data = new { em = new[] { "anna.schmidt@mail.example" }, client_ip_address = "203.0.113.77", ph = "+491701234567", zp = "1011573" }, custom_data = new { note = Text, value = 1234567890 } } } });
        object Headers(params (string Name, string Value)[] more) => more.Concat([("User-Agent", "Mozilla/5.0 Annabella/1.0"), ("Cookie", "_ga=GA1.1.555555555.1760000000; session=secret-session"), ("Referer", "https://shop.beispielshop.example/Annabella"), ("X-Forwarded-For", "203.0.113.77"), ("X-Page", "/users/Annabella.Schmidt/orders?a=1&b=2")])
            .Select(h => new { name = h.Item1, value = h.Item2 }).ToArray();
        object Entry(string method, string url, object? postData, object headers) => new
        {
            startedDateTime = "1984-05-17T10:00:00Z",
            serverIPAddress = "203.0.113.77",
            _comment = Text,
            request = new { method, url, headers, cookies = new[] { new { name = "session", value = "secret-session" } }, queryString = new[] { new { name = "uid", value = "KD-73811" } }, postData },
            response = new { status = 200, headers = new[] { new { name = "Set-Cookie", value = "session=secret-session" } }, content = new { text = Text } },
        };

        var gzip = new { mimeType = "application/json", encoding = "base64", text = Convert.ToBase64String(Gzip(json)) };
        var binary = new { mimeType = "application/json", encoding = "base64", text = Convert.ToBase64String([0xff, 0xfe, .. Encoding.UTF8.GetBytes(Text)]) };
        return JsonSerializer.Serialize(new
        {
            log = new
            {
                pages = new[] { new { title = Text } },
                entries = new[]
                {
                    Entry("POST", $"https://shop.beispielshop.example/t/ga4/g/collect?{query}", new { mimeType = "text/plain", text = $"en=page_view&ep.note={Uri.EscapeDataString(Text)}\r\nen=purchase&uid=KD-73811" }, Headers(("Content-Type", "text/plain"))),
                    Entry("POST", "https://graph.facebook.com/v21.0/1234567890/events", gzip, Headers(("Content-Type", "application/json"), ("Content-Encoding", "gzip"))),
                    Entry("POST", "https://graph.facebook.com/v21.0/1234567890/events", binary, Headers(("Content-Type", "application/json"))),
                    Entry("GET", $"https://mail.example/inbox?q={Uri.EscapeDataString(Text)}", null, Headers()),
                },
            },
        });
    }
}
