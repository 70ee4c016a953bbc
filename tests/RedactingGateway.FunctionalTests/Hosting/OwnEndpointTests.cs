using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Everything that the gateway itself answers, with the headers that keep it from being framed, sniffed or kept.</summary>
public sealed class OwnEndpointTests
{
    private const string Prefix = "/privacy-choices";

    public static TheoryData<string> OfVisitors =>
    [
        "GET /", "GET /choices", "PUT /choices", "DELETE /choices", "GET /choices/record", "DELETE /choices/record", "GET /choices.css", "GET /transparency.json", "GET /transparency.css",
        "GET /live", "POST /live", "POST /live/stop", "GET /live/stream", "GET /live.js", "GET /notices.css", "GET /nothing-of-the-kind",
    ];

    public static TheoryData<string> OfOperators =>
    [
        "GET /health/live", "GET /health/ready", "GET /events", "POST /events", "PUT /objections", "DELETE /objections", "POST /objections/find", "POST /subjects/token",
        "GET /records/x", "DELETE /records/x", "GET /", "GET /overview.css", "GET /metrics", "GET /refusals", "GET /unknown-fields", "GET /reload", "POST /reload", "GET /nothing-of-the-kind",
    ];

    [Theory]
    [MemberData(nameof(OfVisitors))]
    public async Task Visitors_EveryAnswer_IsSafeToOpen(string request)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        var (method, path) = (request.Split(' ')[0], request.Split(' ')[1]);

        var answer = await gateway.SendAsync($"{method} {Prefix}{(path == "/" ? "" : path)} HTTP/1.1\nAccept: text/html", method == "GET" ? null : "{");

        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("same-origin", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.StartsWith("default-src 'none'; ", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.NotNull(answer.Header("Cache-Control"));
        Assert.Null(answer.Header("Server"));
        Assert.Equal(0, gateway.Site.Count);
    }

    [Theory]
    [MemberData(nameof(OfOperators))]
    public async Task Operators_EveryAnswer_IsSafeToOpen(string request)
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = await RawClient.ConnectAsync(gateway.Admin);
        await client.WriteAsync(GatewayHarness.Message($"{request} HTTP/1.1", request.StartsWith("GET", StringComparison.Ordinal) ? null : "{"));

        var answer = await client.ReadAsync();

        Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        Assert.Equal("DENY", answer.Header("X-Frame-Options"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
        Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
        Assert.StartsWith("default-src 'none'; ", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Server"));
        Assert.Null(answer.Header("Access-Control-Allow-Origin"));
    }

    // The lists above hold every path that the code of the two dispatchers knows.
    [Fact]
    public void Lists_NameEveryPath()
    {
        var source = string.Concat(new[] { "Privacy/PrivacyPages.cs", "Admin/AdminListener.cs", "Admin/AdminApi.cs" }.Select(f => File.ReadAllText(Path.Combine(Architecture.Repository.Root, "src/RedactingGateway", f))));
        var paths = System.Text.RegularExpressions.Regex.Matches(source, "(?:case|or|Segments\\() ?(?:\"(?<path>/[a-z./]*)\")", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(5)).Select(static m => m.Groups["path"].Value).Distinct();
        var known = OfVisitors.Concat(OfOperators).Select(static r => ((string)r.Data).Split(' ')[1]).ToArray();

        Assert.DoesNotContain(paths, p => !known.Any(k => k == p || k.StartsWith(p + "/", StringComparison.Ordinal)));
    }
}
