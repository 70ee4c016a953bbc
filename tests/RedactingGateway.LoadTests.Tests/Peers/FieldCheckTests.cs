using System.IO.Compression;
using System.Text;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.LoadTests.Tests.Peers;

public sealed class FieldCheckTests
{
    private const string Body = """{"data":[{"em":["a","b"],"note":null,"cx":"NESTED"}],"none":[]}""";

    private static readonly string[] Expected = ["body.data[].cx>.id", "body.data[].em[]", "body.data[].em[]", "body.data[].note", "header.user-agent", "query.a b", "query.v"];

    [Fact]
    public void Of_ValuesInEveryLayer_AreAddressed()
    {
        Assert.Equal(Expected, FieldSet.Of(Request(Body, """{"id":1}""")));
        Assert.Equal(Expected, FieldSet.Of(Request(Body, """{"id":1}""", gzip: true)));
    }

    [Fact]
    public void Differences_SameFieldsOtherValues_None() =>
        Assert.Empty(FieldCheck.Differences(Expected, FieldSet.Of(Request(Body.Replace("\"a\"", "\"hashed\"", StringComparison.Ordinal), """{"id":2}"""))));

    [Theory]
    [InlineData("\"note\"", "\"iban\":\"DE47370400440532024135\",\"note\"", """{"id":1}""", "body.data[].iban leaves and should not")]
    [InlineData("\"b\"", "\"b\",\"c\"", """{"id":1}""", "body.data[].em[] leaves and should not")]
    [InlineData("\"none\"", "\"none\"", """{"id":1,"email":"anna@example.org"}""", "body.data[].cx>.email leaves and should not")]
    [InlineData("\"a\",\"b\"", "\"a\"", """{"id":1}""", "body.data[].em[] is missing")]
    public void Differences_PeerLeaksOrLoses_IsNamed(string from, string to, string nested, string difference) =>
        Assert.Equal([difference], FieldCheck.Differences(Expected, FieldSet.Of(Request(Body.Replace(from, to, StringComparison.Ordinal), nested))));

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
