using System.Diagnostics;
using System.Globalization;

namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>What a page costs on its way through the gateway, beside plain YARP with the same content coding; all in one run, in turns.</summary>
internal static class PageMeasurement
{
    private const int DefaultRounds = 7;

    // So that the runtime has compiled what is hot for good.
    private const int WarmUpPages = 600;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="arguments">Number of rounds; default 7.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var rounds = arguments is [var said] ? int.Parse(said, CultureInfo.InvariantCulture) : DefaultRounds;
        await using var site = await PageServer.StartAsync(PageRole.Site);
        await using var yarp = await PageServer.StartAsync(PageRole.Yarp, site.Address);
        await using var banner = await PageServer.StartAsync(PagePolicy.Banner, site.Address);
        await using var link = await PageServer.StartAsync(PagePolicy.Link, site.Address);
        await using var offers = await PageServer.StartAsync(PagePolicy.Offers, site.Address);
        PageServer[] servers = [yarp, banner, link, offers];
        await Console.Out.WriteLineAsync("| page | coding | proxy | CPU per page | ratio (min to max) | first byte | ratio (min to max) |\n|---|---|---|---|---|---|---|");
        foreach (var size in PageSite.Sizes)
        {
            foreach (var coding in new[] { "identity", "gzip" })
            {
                foreach (var row in await MeasureAsync(servers, size, coding, rounds))
                {
                    await Console.Out.WriteLineAsync(row);
                }
            }
        }

        return 0;
    }

    private static async Task<List<string>> MeasureAsync(PageServer[] servers, int size, string coding, int rounds)
    {
        var pages = size switch { 10 => 400, 100 => 250, _ => 50 };
        foreach (var server in servers)
        {
            await CheckAsync(server, size);
            await RoundAsync(server, size, coding, size > 100 ? WarmUpPages / 10 : WarmUpPages);
        }

        var results = servers.Select(_ => new List<Result>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < servers.Length; i++)
            {
                results[i].Add(await RoundAsync(servers[i], size, coding, pages));
            }
        }

        return [.. servers.Select((server, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"| {size} KB | {coding} | {server.Role} | {Median(results[i].Select(r => r.Cpu)):F0} µs | {Ratios(results[i], results[0], r => r.Cpu)} | {Median(results[i].Select(r => r.FirstByte)):F0} µs | {Ratios(results[i], results[0], r => r.FirstByte)} |"))];
    }

    // Each round against the same round of plain YARP: what else the machine does changes from round to round.
    private static string Ratios(List<Result> results, List<Result> floor, Func<Result, double> figure)
    {
        var ratios = results.Zip(floor, (result, plain) => figure(result) / figure(plain)).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{Median(ratios):F2} ({ratios.Min():F2} to {ratios.Max():F2})");
    }

    // A gateway that passes pages as they are would be fast.
    private static async Task CheckAsync(PageServer server, int size)
    {
        using var request = Navigation(size, "identity");
        using var response = await server.Client.SendAsync(request);
        var page = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var isRight = page.EndsWith("</html>\n", StringComparison.Ordinal)
            && page.Contains("id=\"rg-banner\"", StringComparison.Ordinal) == (server.Role != PageRole.Yarp)
            && page.Contains("data-rg-settings=", StringComparison.Ordinal) == (server.Role == PagePolicy.Offers)
            && page.Contains("<section data-offer", StringComparison.Ordinal) == (server.Role != PagePolicy.Offers);
        if (!isRight)
        {
            throw new InvalidOperationException($"{server.Role} does not do with the page what is measured");
        }
    }

    private static HttpRequestMessage Navigation(int size, string coding) => new(HttpMethod.Get, size.ToString(CultureInfo.InvariantCulture))
    {
        Headers = { { "Sec-Fetch-Dest", "document" }, { "Accept", "text/html" }, { "Accept-Language", "en" }, { "Accept-Encoding", coding } },
    };

    private static async Task<Result> RoundAsync(PageServer server, int size, string coding, int pages)
    {
        var rest = new byte[64 * 1024];
        var firstBytes = new double[pages];
        var before = await server.CpuAsync();
        for (var i = 0; i < pages; i++)
        {
            using var request = Navigation(size, coding);
            var start = Stopwatch.GetTimestamp();
            using var response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
            var count = await body.ReadAsync(rest);
            firstBytes[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            while (count > 0)
            {
                count = await body.ReadAsync(rest);
            }
        }

        return new Result((await server.CpuAsync() - before).TotalMicroseconds / pages, Median(firstBytes));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private readonly record struct Result(double Cpu, double FirstByte);
}
