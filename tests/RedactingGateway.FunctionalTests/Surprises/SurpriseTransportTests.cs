using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Surprises;

/// <summary>Checksums, framing, headers and unload traffic; numbers as in the corpus's list of surprises.</summary>
[Collection(VendorCollection.Name)]
public sealed class SurpriseTransportTests(ShippedGateway shipped, BroadGateway broad)
{
    [Fact]
    public async Task Surprise16_ChecksumIsMadeAnewOverWhatLeaves()
    {
        var salted = VendorSdk.Of("countly-web").Recordings.Where(recording => recording.Variant == "salt" && recording.Body.AsSpan().IndexOf("checksum256="u8) > 0).ToList();
        Assert.InRange(salted.Count, 5, 10);
        foreach (var recording in salted)
        {
            // The recordings themselves prove what the checksum is.
            AssertChecksum(Encoding.UTF8.GetString(recording.Body));
            var received = await shipped.ReceivedAsync(recording);
            Assert.NotNull(received);
            Assert.NotEqual(recording.Body, received.Body);
            AssertChecksum(Encoding.UTF8.GetString(received.Body));
        }
    }

    [Fact]
    public async Task Surprise20_ChunkedBodiesAreRead()
    {
        var recording = Recording.Load("universal-analytics", "03-default-batch.http");
        var received = await shipped.SendChunkedAsync(recording);

        Assert.NotNull(received);
        Assert.Equal(Encoding.UTF8.GetString(recording.Body).Split('\n').Length, Encoding.UTF8.GetString(received.Body).Split('\n').Length);
        Assert.DoesNotContain(new LeakSearch(recording.Person).In(received), hit => !ExpectedArrivals.MayArrive(recording.Sdk, hit));
    }

    [Theory]
    [InlineData("segment-browser/03-standard-p", "Authorization")]
    [InlineData("rudderstack-browser/04-xhr-page", "AnonymousId")]
    public async Task Surprise21_HeadersAreFieldsToo(string recording, string header)
    {
        var pair = await ReplayedPair.OfAsync(shipped, recording);
        Assert.NotNull(pair.Sent.Header(header));

        // The write key stays, because it is the site's; an identifier of the browser in a header does not leave as it is.
        if (header == "AnonymousId")
        {
            Assert.NotEqual(pair.Sent.Header(header), pair.Received.Header(header));
            var id = Encoding.ASCII.GetString(Convert.FromBase64String(pair.Sent.Header(header)!));
            Assert.Empty(new LeakSearch([new PlantedValue("device", id, [])]).In(pair.Received));
        }
        else
        {
            Assert.Equal(pair.Sent.Header(header), pair.Received.Header(header));
        }
    }

    [Theory]
    [InlineData("posthog-js/36-nocompress-e", "posthog-js/29-nocompress-e", "form data=base64(json)")]
    [InlineData("mixpanel-browser/52-b64-batch-track", "mixpanel-browser/49-b64-batch-track", "text/plain")]
    [InlineData("datadog-rum/08-deflate-dd", "datadog-rum/07-deflate-dd", "json")]
    public async Task Surprise24_UnloadTrafficHasAnotherFormAndArrives(string unload, string normal, string difference)
    {
        var pair = await ReplayedPair.OfAsync(broad, unload);
        var other = await ReplayedPair.OfAsync(broad, normal);

        Assert.True(
            pair.Sent.Header("Content-Type") != other.Sent.Header("Content-Type") || OuterLayer.Of(pair.Sent.Body) != OuterLayer.Of(other.Sent.Body),
            difference);
        Assert.Equal(pair.Sent.Header("Content-Type"), pair.Received.Header("Content-Type"));
        Assert.NotEmpty(pair.Received.Body);
        Assert.Empty((await ReplayedPair.OfAsync(shipped, unload)).Leaks);
    }

    private static void AssertChecksum(string form)
    {
        var checksum = Regex.Match(form, "(?:^|&)checksum256=(?<hex>[0-9A-Fa-f]{64})", RegexOptions.ExplicitCapture);
        var rest = form.Replace(checksum.Value, "", StringComparison.Ordinal);
        Assert.Equal(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rest + VendorPolicy.CountlySalt))),
            checksum.Groups["hex"].Value,
            ignoreCase: true);
    }
}
