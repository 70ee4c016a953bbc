using System.Diagnostics;
using RedactingGateway.Privacy;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>Who may change a choice, and how often.</summary>
public sealed class CrossSiteTests
{
    public static TheoryData<string?, string?, bool> Combinations()
    {
        string?[] origins = [null, "https://shop.example", "http://shop.example", "https://evil.example", "https://sub.shop.example", "https://shop.example.evil.example", "https://shop.example:444", "null", ""];
        string?[] sites = [null, "same-origin", "same-site", "cross-site", "none", "anything"];
        var data = new TheoryData<string?, string?, bool>();
        foreach (var site in sites)
        {
            foreach (var origin in origins)
            {
                var isOwn = origin is "https://shop.example" or "http://shop.example";
                data.Add(site, origin, site switch { "same-origin" => origin is null or "null" || isOwn, null or "none" => isOwn, _ => false });
            }
        }

        return data;
    }

    [Fact]
    public async Task Put_EachCombinationOfHeaders_IsTakenOnlyFromTheSitesOwnPages()
    {
        await using var bench = await PrivacyBench.StartAsync();
        using var counts = new ChoiceCounts(bench.Gateway);
        var (taken, refused) = (0, 0);
        foreach (var (site, origin, isTaken) in Combinations().Select(r => r.Data))
        {
            List<string> headers = [];
            if (site is not null)
            {
                headers.Add($"Sec-Fetch-Site: {site}");
            }

            if (origin is not null)
            {
                headers.Add($"Origin: {origin}");
            }

            var answer = await bench.SendAsync(HttpMethod.Put, PrivacyBench.Choices, new StringContent("""{ "all": false }""", null, "application/json"), "shop.example", [.. headers]);

            Assert.True((answer.Status == 200) == isTaken, $"{site} {origin}: {answer.Status}");
            Assert.Equal(isTaken, answer.SetCookie is not null);
            Assert.Equal(isTaken ? 200 : 403, answer.Status);
            _ = isTaken ? taken++ : refused++;
        }

        Assert.Equal(taken, counts["refused"]);
        Assert.Equal(refused, counts["crossSite"]);
    }

    [Fact]
    public async Task Form_FromElsewhere_IsRefusedWithAPage()
    {
        await using var bench = await PrivacyBench.StartAsync();

        var answer = await bench.SendAsync(
            HttpMethod.Post, PrivacyBench.Choices, new StringContent("choice=accept", null, "application/x-www-form-urlencoded"), "shop.example", "Origin: https://evil.example", "Accept-Language: de");

        Assert.Equal(403, answer.Status);
        Assert.Contains("<html lang=\"de\">", answer.Body, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", answer.Body, StringComparison.Ordinal);
        Assert.Null(answer.SetCookie);
    }

    [Fact]
    public async Task Choices_TenThousandByOneClient_AreLimitedAndCounted()
    {
        await using var bench = await PrivacyBench.StartAsync();
        using var counts = new ChoiceCounts(bench.Gateway);
        const int all = 10_000;
        var clock = Stopwatch.StartNew();
        var statuses = new System.Collections.Concurrent.ConcurrentBag<int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, all), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => statuses.Add((await bench.PutAsync("""{ "all": false }""")).Status));

        // A burst, and one for each second that it took.
        var taken = statuses.Count(s => s == 200);
        Assert.InRange(taken, 60, 62 + (int)clock.Elapsed.TotalSeconds);
        Assert.Equal(all - taken, statuses.Count(s => s == 429));
        Assert.Equal(all - taken, counts["rateLimited"]);
        Assert.Equal(taken, counts["refused"]);
    }

    [Fact]
    public async Task CrossSiteRequests_DoNotUseUpWhatTheVisitorHas()
    {
        await using var bench = await PrivacyBench.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(403, (await bench.SendAsync(HttpMethod.Put, PrivacyBench.Choices, content: null, "shop.example", "Sec-Fetch-Site: cross-site")).Status);
        }

        Assert.Equal(200, (await bench.PutAsync("""{ "all": false }""")).Status);
    }

    [Theory]
    [InlineData("/\\x")]
    [InlineData("//x")]
    [InlineData("x")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/a b")]
    public void LocalPath_OfOtherHosts_IsNone(string? path) => Assert.False(LocalPath.IsLocal(path));

    [Theory]
    [InlineData("/")]
    [InlineData("/a//b?c=https://x#d")]
    public void LocalPath_OfThisSite_IsOne(string path) => Assert.True(LocalPath.IsLocal(path));
}
