using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

public sealed class RecordingTests
{
    [Fact]
    public void Every_recording_of_the_corpus_loads()
    {
        var counts = Recording.All().CountBy(recording => recording.Sdk).ToDictionary();

        Assert.Equal(new Dictionary<string, int> { ["ga4-gtag"] = 4, ["ga4-mp"] = 7, ["ga4mp"] = 5, ["meta-capi"] = 2, ["meta-pixel"] = 12 }, counts);
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
        Assert.All(Recording.All(), recording =>
            Assert.Equal(recording.ToRequest().Header("Content-Length") ?? "0", $"{recording.Body.Length}"));
    }

    [Fact]
    public void Chunk_framing_is_removed()
    {
        Assert.Equal("v=1&dp=%2Fa", Encoding.ASCII.GetString(HttpFile.Dechunk("4;x=y\r\nv=1&\r\n7\r\ndp=%2Fa\r\n0\r\n\r\n"u8)));
    }
}
