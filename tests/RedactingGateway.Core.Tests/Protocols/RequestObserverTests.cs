using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Core.Tests.Protocols;

public sealed class RequestObserverTests
{
    private static List<string> Observe(string target, string body = "", string? contentEncoding = null) =>
        [.. RequestObserver.Observe(Encoding.UTF8.GetBytes(target), contentEncoding, Encoding.UTF8.GetBytes(body)).Select(f => $"{f.Address}: {f.Shape}{(f.Found is null ? "" : $" ({f.Found})")}")];

    [Fact]
    public void Observe_AllOfIt_NamesAndShapesAndFindsButNoValues()
    {
        var fields = Observe(
            "/x?v=2&mail=anna%40example.org&t=1764072000&u=https%3A%2F%2Fshop.example%2F",
            """{"id":"6e9d4c2a-8a5e-4a0e-9d57-3f2f4f1a2b3c","list":[{"ok":true},{"ok":"anna@example.org"}],"packed":"eyJhIjoiREU4OTM3MDQwMDQ0MDUzMjAxMzAwMCJ9","n":1.5,"a b":"{\"c\":\"x y z\"}"}""");

        Assert.Equal(
            [
                "query.v: integer", "query.mail: text, 16 bytes (email)", "query.t: integer (time?)", "query.u: url",
                "body.$.id: uuid", "body.$.list[].ok: text, 16 bytes (email)", "body.$.packed>$.a: hexadecimal (iban)", "body.$.n: number", "body.$.\"a b\">$.c: text, 5 bytes",
            ],
            fields);
    }

    [Theory]
    [InlineData("a=1&b=x", "form.a: integer", "form.b: word or id")]
    [InlineData("{\"a\":1}\n{\"b\":true}\n", "body[].$.a: integer", "body[].$.b: boolean")]
    [InlineData("{\"a\":", "body: broken JSON")]
    [InlineData("hello there", "body: text, 11 bytes")]
    public void Observe_Bodies_AreGuessed(string body, params string[] expected) => Assert.Equal(expected, Observe("/x", body));

    [Fact]
    public void Observe_NamesThatArePeople_AreNotRepeated() =>
        Assert.Equal(["query.*: empty", "query.user_#####: integer"], Observe("/x?anna@example.org=&user_12345=1"));

    [Fact]
    public void Observe_GzipWithoutHeader_IsLookedInto()
    {
        using var packed = new PooledBuffer();
        Compression.Compress(CompressionKind.Gzip, "{\"a\":1}"u8, packed);

        Assert.Equal("body.$.a", Assert.Single(RequestObserver.Observe("/x"u8, null, packed.WrittenMemory)).Address);
        Assert.Equal("gzip that cannot be decompressed", Assert.Single(RequestObserver.Observe("/x"u8, null, packed.WrittenMemory[..10])).Shape);
    }
}
