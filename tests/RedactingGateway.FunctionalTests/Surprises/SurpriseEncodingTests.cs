using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Surprises;

/// <summary>What a gateway would miss that believes Content-Type and Content-Encoding; numbers as in the corpus's list of surprises.</summary>
[Collection(VendorCollection.Name)]
public sealed class SurpriseEncodingTests(ShippedGateway shipped, BroadGateway broad)
{
    [Theory]
    [InlineData("posthog-js/02-gzip-e", "gzip", "body>gzip>json$.batch[].properties.$current_url")]
    [InlineData("posthog-js/38-xhr-flags", "gzip", "body>gzip>json$.person_properties.$initial_current_url")]
    [InlineData("datadog-rum/07-deflate-dd", "zlib", "body>zlib>line[]>json$.view.url")]
    public async Task Surprise01_CompressionThatNoHeaderTells(string recording, string layer, string address)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.Null(pair.Sent.Header("Content-Encoding"));
        Assert.Null(pair.Received.Header("Content-Encoding"));
        Assert.Equal(layer, OuterLayer.Of(pair.Received.Body));
        Assert.All(pair.At(address), text => Assert.StartsWith("https://shop.example.com/danke?utm_source=", text, StringComparison.Ordinal));
        Assert.NotEmpty(pair.At(address));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("amplitude-browser/07-gzip-httpapi")]
    [InlineData("appinsights-web/03-gzip-track")]
    [InlineData("elastic-apm-rum/02-default-events")]
    public async Task Surprise02_CompressionByHeaderIsDoneAnew(string recording)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.Equal("gzip", pair.Received.Header("Content-Encoding"));
        Assert.Equal("gzip", OuterLayer.Of(pair.Received.Body));
        Assert.Contains("https://shop.example.com/danke?utm_source=", pair.PlainBody, StringComparison.Ordinal);
        Assert.Empty(pair.Leaks);
    }

    [Fact]
    public async Task Surprise03_LzStringIsReadAndWritten()
    {
        var kept = await ReplayedPair.OfAsync(broad, "clevertap-web/03-default-a");
        var redacted = await ReplayedPair.OfAsync(shipped, "clevertap-web/03-default-a");

        Assert.Contains("+clevertapwebdefault@example.com", Assert.Single(kept.At("target?d>lzstring>json$.profile.Email").Distinct()), StringComparison.Ordinal);
        Assert.Equal("profile", Assert.Single(redacted.At("target?d>lzstring>json$.type").Distinct()));
        Assert.Empty(redacted.At("target?d>lzstring>json$.profile.Email"));
        Assert.Empty(redacted.Leaks);
    }

    [Theory]
    [InlineData("segment-browser/03-standard-p", "body>json$.context.page.url")]
    [InlineData("plausible-tracker/01-default-event", "body>json$.u")]
    [InlineData("growthbook/03-default-track", "body>json$[].url")]
    [InlineData("amplitude-browser/04-beacon-httpapi", "body>json$.events[].event_properties.[Amplitude] Page Location")]
    [InlineData("rudderstack-browser/16-beacon-batch", "body>json$.batch[].context.page.url")]
    [InlineData("sentry-browser/03-errors-envelope", "body>line[]>json$.request.url")]
    [InlineData("datadog-rum/01-proxy-dd", "body>line[]>json$.view.url")]
    public async Task Surprise04_JsonThatSaysItIsText(string recording, string address)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.StartsWith("text/plain", pair.Sent.Header("Content-Type"), StringComparison.Ordinal);
        Assert.StartsWith("text/plain", pair.Received.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Contains(pair.At(address), text => text.StartsWith("https://shop.example.com/danke", StringComparison.Ordinal));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("mixpanel-browser/41-beacon-track", "text/plain", "body>form.data>base64>json$.event")]
    [InlineData("matomo-js/24-bulk-matomo.php", "application/x-www-form-urlencoded", "body>json$.requests[]?idsite")]
    [InlineData("universal-analytics/01-default-collect", null, "body>form.tid")]
    public async Task Surprise05_BodiesThatAreNotWhatTheySay(string recording, string? type, string known)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.StartsWith(type ?? "", pair.Sent.Header("Content-Type") ?? "", StringComparison.Ordinal);
        Assert.NotEmpty(pair.At(known));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("matomo-js/25-beacon-matomo.php", "target?idsite")]
    [InlineData("matomo-js/17-bulk-matomo.php", "target?idsite")]
    public async Task Surprise06_PostWithEverythingInTheQuery(string recording, string known)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.Equal(("POST", 0, 0), (pair.Received.Method, pair.Sent.Body.Length, pair.Received.Body.Length));
        Assert.NotEmpty(pair.At(known));
        Assert.NotEmpty(new LeakSearch(pair.Recording.Person).In(pair.Sent));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("mixpanel-browser/25-get-track", "target?data>base64>json$.properties.$current_url")]
    [InlineData("snowplow-browser/01-get-b64-i", "target?cx>base64>json$.schema")]
    [InlineData("snowplow-browser/14-post-b64-tp2", "body>json$.data[].cx>base64>json$.schema")]
    public async Task Surprise07_Base64JsonInTheQueryAndInJson(string recording, string known)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);

        Assert.NotEmpty(pair.SentPlaces[known]);
        Assert.NotEmpty(pair.At(known));
        Assert.Empty(pair.Leaks);
    }

    [Theory]
    [InlineData("snowplow-browser/16-post-plain-tp2", "body>json$.data[].co>json$.schema")]
    [InlineData("countly-web/06-default-i", "body>form.user_details>json$.email")]
    [InlineData("countly-web/05-default-i", "body>form.events>json$[].key")]
    [InlineData("meta-pixel/06-post-tr", "body>multipart.cd[content_ids]>json$[]")]
    public async Task Surprise08_JsonInJsonInFormsAndInQueries(string recording, string known)
    {
        var pair = await ReplayedPair.OfAsync(broad, recording);

        Assert.NotEmpty(pair.SentPlaces[known]);
        Assert.NotEmpty(pair.At(known));
        Assert.Empty((await ReplayedPair.OfAsync(shipped, recording)).Leaks);
    }
}
