using System.Net.Http.Headers;
using System.Text;
using RedactingGateway.LoadTests.Scenarios;
using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Servers;
using RedactingGateway.LoadTests.Scenarios.Traffic;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>The leak counter counts, or a green load test proves nothing.</summary>
public sealed class LeakCounterTests
{
    [Fact]
    public async Task Browse_PolicyThatLeaks_IsCountedAndFailsTheRun()
    {
        // The numbers of customers and orders leave as they are.
        await using var gateway = await LoadedGateway.StartAsync(static policy => policy.Replace("user.unique_id: { treat: { pseudonymize: { rotate: 30d } },", "user.unique_id: { treat: keep,", StringComparison.Ordinal));
        var run = await ScenarioRun.OfAsync(ScenarioSet.Create("browse", gateway.Context), 20);

        Assert.Empty(run.Problems);
        var leaks = await gateway.Context.Sink.CountAsync();
        Assert.InRange(leaks.Leaks, 10, long.MaxValue);
        Assert.Contains(leaks.Places, place => place.StartsWith("customer_id at target?uid", StringComparison.Ordinal));
        Assert.DoesNotContain(leaks.Places, place => place.Contains("KD-", StringComparison.Ordinal));

        var verdict = Verdict.Of([new("browse", run.Ok, 0, TimeSpan.Zero)], leaks, Thresholds.Default);
        Assert.Equal(3, verdict.ExitCode);
        Assert.Contains("planted values reached the sink", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/collect?x=isolde.hagebutt%2Bga4gtagdefault%40example.com", "")]
    [InlineData("/collect", "{\"a\":\"DE47 3704 0044 0532 0241 35\"}")]
    [InlineData("/collect", "data=aXNvbGRlLmhhZ2VidXR0K2dhNGd0YWdkZWZhdWx0QGV4YW1wbGUuY29t")]
    public async Task Sink_RequestWithAPlantedValue_CountsItEveryTime(string target, string body)
    {
        await using var sink = await RecordingSink.StartAsync("http://127.0.0.1:0", TrafficMix.Load().Persons);
        using var client = new HttpClient { BaseAddress = new Uri(sink.Address) };
        for (var time = 0; time < 2; time++)
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
            using var answer = await client.PostAsync(new Uri(target, UriKind.Relative), content, TestContext.Current.CancellationToken);
        }

        var leaks = await sink.CountAsync();
        Assert.Equal(2, leaks.Requests);
        Assert.InRange(leaks.Leaks, 2, long.MaxValue);
        Assert.Equal(0, leaks.Leaks % 2);
        Assert.NotEmpty(leaks.Places);
    }

    [Fact]
    public async Task Sink_ContentEncodingThatItCannotRead_FailsTheRun()
    {
        await using var sink = await RecordingSink.StartAsync("http://127.0.0.1:0", TrafficMix.Load().Persons);
        using var client = new HttpClient { BaseAddress = new Uri(sink.Address) };
        using var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentEncoding = { "zstd" } } };
        using var answer = await client.PostAsync(new Uri("/collect", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(3, Verdict.Of([new("browse", 1, 0, TimeSpan.Zero)], await sink.CountAsync(), Thresholds.Default).ExitCode);
    }
}
