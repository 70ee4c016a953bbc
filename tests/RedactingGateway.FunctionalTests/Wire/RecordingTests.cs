using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

public sealed class RecordingTests
{
    private static readonly Dictionary<string, int> Expected = new()
    {
        ["amplitude-browser"] = 7,
        ["appinsights-web"] = 3,
        ["aptabase-web"] = 3,
        ["braze-web"] = 3,
        ["bugsnag-js"] = 6,
        ["clevertap-web"] = 7,
        ["countly-web"] = 24,
        ["datadog-rum"] = 8,
        ["datapunt-matomo"] = 6,
        ["elastic-apm-rum"] = 2,
        ["ga4-gtag"] = 4,
        ["ga4-mp"] = 7,
        ["ga4mp"] = 5,
        ["growthbook"] = 3,
        ["matomo-js"] = 32,
        ["meta-capi"] = 2,
        ["meta-pixel"] = 12,
        ["mixpanel-browser"] = 61,
        ["plausible-tracker"] = 8,
        ["posthog-js"] = 62,
        ["rollbar-browser"] = 3,
        ["rudderstack-browser"] = 19,
        ["segment-browser"] = 25,
        ["sentry-browser"] = 26,
        ["simple-analytics"] = 4,
        ["snowplow-browser"] = 19,
        ["tiktok-api"] = 2,
        ["umami-script"] = 7,
        ["universal-analytics"] = 5,
    };

    [Fact]
    public void Every_recording_of_the_corpus_loads()
    {
        var counts = Recording.All().CountBy(recording => recording.Sdk).ToDictionary();

        Assert.Equal(Expected, counts);
    }

    [Fact]
    public void A_recording_is_given_as_it_was_sent()
    {
        var recording = Recording.Load("ga4-gtag", "02-default-collect.http");

        Assert.Equal("POST", recording.Method);
        Assert.StartsWith("/g/collect?v=2&tid=G-TEST12345&", recording.VendorTarget, StringComparison.Ordinal);
        Assert.Equal(new("Host", "127.0.0.1:9101"), recording.Headers[0]);
        Assert.Equal(new("sec-ch-ua", "\"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\""), recording.Headers[5]);
        Assert.Equal(697, recording.Body.Length);
        Assert.Equal("Isolde Hagebutt", recording.Person.Name);
        Assert.Equal("4111119156696698", Assert.Single(recording.Person.Values, value => value.Category == "credit_card").OtherForms[0]);
        Assert.Contains(new Canary("0171 39200 2303", "phone", "body>form.ep.message", Form: null, InText: true), recording.Canaries);
    }

    [Fact]
    public void Bodies_are_as_long_as_their_header_says()
    {
        var recordings = Recording.All();
        var chunked = recordings.Where(recording => recording.ToRequest().Header("Transfer-Encoding") is not null).ToList();

        Assert.Equal(5, chunked.Count);
        Assert.All(chunked, recording => Assert.NotEmpty(recording.Body));
        Assert.All(recordings.Except(chunked), recording =>
            Assert.Equal(recording.ToRequest().Header("Content-Length") ?? "0", $"{recording.Body.Length}"));
    }

    [Fact]
    public void Chunk_framing_is_removed()
    {
        Assert.Equal("v=1&dp=%2Fa", Encoding.ASCII.GetString(HttpFile.Dechunk("4;x=y\r\nv=1&\r\n7\r\ndp=%2Fa\r\n0\r\n\r\n"u8)));
    }
}
