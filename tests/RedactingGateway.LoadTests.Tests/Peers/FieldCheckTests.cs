using System.IO.Compression;
using System.Text;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class FieldCheckTests
{
    private const string Body = """{"data":[{"em":["a","b"],"note":null,"cx":"NESTED"}],"none":[]}""";

    private static readonly string[] Expected = ["body.data[].cx>.id", "body.data[].em[]", "body.data[].em[]", "body.data[].note", "header.user-agent", "query.a b", "query.v"];

    private static readonly IReadOnlyList<FieldValue> Original = FieldSet.Of(Request(Body, """{"id":0}"""));
    private static readonly IReadOnlyList<FieldValue> Gateway = FieldSet.Of(Request(Body.Replace("\"a\",\"b\"", "\"hash\",\"of\"", StringComparison.Ordinal), """{"id":0}"""));

    [Fact]
    public void Of_ValuesInEveryLayer_AreAddressed()
    {
        Assert.Equal(Expected, Original.Select(static v => v.Address));
        Assert.Equal(Original, FieldSet.Of(Request(Body, """{"id":0}""", gzip: true)));
        Assert.Contains(new FieldValue("query.a b", "2"), Original);
    }

    [Fact]
    public void Differences_OtherHashes_None() =>
        Assert.Empty(FieldCheck.Differences(Original, Gateway, FieldSet.Of(Request(Body.Replace("\"a\",\"b\"", "\"other\",\"hashes\"", StringComparison.Ordinal), """{"id":0}"""))));

    [Theory]
    [InlineData("\"note\"", "\"iban\":\"DE47370400440532024135\",\"note\"", """{"id":0}""", "body.data[].iban leaves and should not")]
    [InlineData("\"of\"", "\"of\",\"c\"", """{"id":0}""", "body.data[].em[] leaves and should not")]
    [InlineData("\"none\"", "\"none\"", """{"id":0,"email":"anna@example.org"}""", "body.data[].cx>.email leaves and should not")]
    [InlineData("\"hash\",\"of\"", "\"hash\"", """{"id":0}""", "body.data[].em[] is missing")]
    [InlineData("\"of\"", "\"b\"", """{"id":0}""", "body.data[].em[] leaves as it was, and the gateway changes it")]
    public void Differences_PeerLeaksOrLoses_IsNamed(string from, string to, string nested, string difference)
    {
        var arrived = Body.Replace("\"a\",\"b\"", "\"hash\",\"of\"", StringComparison.Ordinal).Replace(from, to, StringComparison.Ordinal);

        Assert.Equal([difference], FieldCheck.Differences(Original, Gateway, FieldSet.Of(Request(arrived, nested))));
    }

    private static WireRequest Request(string body, string nested, bool gzip = false)
    {
        var bytes = Encoding.UTF8.GetBytes(body.Replace("NESTED", Convert.ToBase64String(Encoding.UTF8.GetBytes(nested)).TrimEnd('='), StringComparison.Ordinal));
        if (gzip)
        {
            using var coded = new MemoryStream();
            using (var encoder = new GZipStream(coded, CompressionLevel.Fastest))
            {
                encoder.Write(bytes);
            }

            bytes = coded.ToArray();
        }

        return new WireRequest("POST", "/e?v=1&a%20b=2", [new("Host", "sink.example"), new("Content-Length", "1"), new("User-Agent", "test")], bytes);
    }
}
