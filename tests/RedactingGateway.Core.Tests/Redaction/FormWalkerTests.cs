using System.IO.Compression;
using System.Text;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class FormWalkerTests
{
    private static Workbench Shop() => new()
    {
        Query = Part(
            ("a", Keep()),
            ("secret", Deny()),
            ("cd[value]", Keep(FieldType.Number)),
            ("ep.*", Keep(FieldType.Text)),
            ("id", Leaf(new PseudonymizeTreatment("vendor", "user.unique_id", 30, PseudonymShape.Parse("d10.d10")), FieldType.OpaqueId)),
            ("must", Leaf(treatment: null, required: true, surrogate: Surrogate.PerRequest)),
            ("fixed", Leaf(treatment: null, required: true, surrogate: Surrogate.Of("0"u8.ToArray()))),
            ("hashed", Leaf(treatment: null, otherwise: new PseudonymizeTreatment("vendor", "user", 1, PseudonymShape.Hex32))),
            ("json", Layer(Part(("a", Keep()), ("secret", Deny())), Codec.Json)),
            ("b64", Layer(Part(("a", Keep()), ("secret", Deny())), Codec.Base64Url, Codec.Json))),
        Body = new FieldState { Element = Unit(Part(("en", Leaf(KeepTreatment.Instance, required: true, space: ValueSpace.Matching("[a-z_]+"))), ("secret", Deny()))) },
        Format = new LayerFormat([[Codec.FormLines]]),
    };

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("a=x%7Ey|z%C3%BC+%20&cd%5Bvalue%5D=149.8&&a")]
    [InlineData("a=")]
    [InlineData("json=%7B%22a%22%3A1%7D")]
    public void Walk_EverythingAllowed_ByteIdentical(string query) => Assert.Equal("?" + query, Shop().QueryOf(query));

    [Theory]
    [InlineData("secret=1&a=2", "?a=2")]
    [InlineData("a=2&secret=1&a=3", "?a=2&a=3")]
    [InlineData("%73ecret=1&unknown=2", "")]
    [InlineData("a=1&cd[value]=text", "?a=1")]
    [InlineData("a=%FF%FE&cd[value]=1", "?cd[value]=1")]
    [InlineData("cd[value]=4111111111111111&a=1", "?a=1")]
    [InlineData("cd[value]=41111111111111.11&a=1", "?a=1")]
    [InlineData("cd[value]=149.80000000000001&a=1", "?cd[value]=149.80000000000001&a=1")]
    [InlineData("ep.text=xx+YW5uYUBleGFtcGxlLm9yZw+yy&a=1", "?a=1")]
    [InlineData("json=%7B%22a%22%3A1%2C%22secret%22%3A2%7D&a=1", "?json=%7B%22a%22%3A1%7D&a=1")]
    [InlineData("json=%7Bnonsense&a=1", "?a=1")]
    [InlineData("json=&a=1", "?a=1")]
    [InlineData("b64=eyJhIjoxLCJzZWNyZXQiOjJ9", "?b64=eyJhIjoxfQ")]
    [InlineData("b64=eyJhIjoxfQ", "?b64=eyJhIjoxfQ")]
    [InlineData("b64=!!!&a=1", "?a=1")]
    [InlineData("fixed=anna", "?fixed=0")]
    [InlineData("ep.anna@example.org=1&ep.x=2", "?ep.x=2")]
    public void Walk_SomethingDenied_LeavesTheRestAsItWas(string query, string expected) => Assert.Equal(expected, Shop().QueryOf(query));

    [Theory]
    [InlineData("ep.text=Mail+an+anna@example.org+bitte", "?ep.text=Mail+an+%5Bemail%5D+bitte")]
    [InlineData("ep.text=Mail%20an%20anna%40example.org", "?ep.text=Mail%20an%20%5Bemail%5D")]
    [InlineData("ep.text=a@b.org4111111111111111&a=1", "?a=1")]
    [InlineData("ep.text=to%2Canna%252540example.org&a=1", "?ep.text=to%2C%5Bemail%5D&a=1")]
    [InlineData("ep.text=to%2Canna%2525252540example.org&a=1", "?a=1")]
    public void Walk_AllowedTextHoldsAnAddress_OnlyTheSpanGoes(string query, string expected) => Assert.Equal(expected, Shop().QueryOf(query));

    [Fact]
    public void Walk_Pseudonym_HasTheVendorsShapeAndIsStable()
    {
        var first = Shop().QueryOf("id=555.777");
        Assert.Matches(@"^\?id=[1-9][0-9]{9}\.[1-9][0-9]{9}$", first);
        Assert.Equal(first, Shop().QueryOf("id=555.777"));
        Assert.NotEqual(first, Shop().QueryOf("id=555.778"));
    }

    [Fact]
    public void Walk_RequiredWithSurrogate_IsRandomForEachRequest()
    {
        var first = Shop().QueryOf("must=555.777");
        Assert.Matches(@"^\?must=[1-9][0-9]{9}\.[1-9][0-9]{9}$", first);
        Assert.NotEqual(first, Shop().QueryOf("must=555.777"));
    }

    [Fact]
    public void Walk_OtherwiseHash_SendsAKeyedHash()
    {
        var first = Shop().QueryOf("hashed=anna@example.org");
        Assert.Matches("^\\?hashed=[0-9a-f]{32}$", first);
        Assert.Equal(first, Shop().QueryOf("hashed=anna@example.org"));
    }

    [Theory]
    [InlineData("en=x&secret=1\r\nen=y", "en=x\r\nen=y")]
    [InlineData("en=x\nsecret=1\nen=y", "en=x\nen=y")]
    [InlineData("en=x\nsecret=1", "en=x")]
    [InlineData("en=x\nen=y\n", "en=x\nen=y\n")]
    [InlineData("en=x\nen=UPPER\n", "en=x\n")]
    public void Walk_Lines_DropsWhatMayNotLeave(string body, string expected)
    {
        using var result = Shop().Redact("/e?a=1", body, "text/plain;charset=UTF-8");
        Assert.Equal(expected, Encoding.UTF8.GetString(result.Body.Span));
    }

    [Fact]
    public void Walk_AllLinesDropped_SendsNothing()
    {
        using var result = Shop().Redact("/e?a=1", "en=X\nsecret=1", "text/plain");
        Assert.Equal(WithheldReason.Empty, result.Withheld);
        Assert.True(result.Target.IsEmpty);
        Assert.Equal(2, result.Counts.EventsReceived);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData(null)]
    public void Walk_Gzip_IsCompressedAgainAsItCame(string? contentEncoding)
    {
        var unchanged = Gzip("en=x"u8.ToArray());
        using var same = Shop().Redact("/e?a=1", unchanged, "text/plain", contentEncoding);
        using var inside = new GZipStream(new MemoryStream(same.Body.ToArray()), CompressionMode.Decompress);
        Assert.Equal("en=x", new StreamReader(inside).ReadToEnd());

        using var changed = Shop().Redact("/e?a=1", Gzip("en=x&secret=1"u8.ToArray()), "text/plain", contentEncoding);
        using var stream = new GZipStream(new MemoryStream(changed.Body.ToArray()), CompressionMode.Decompress);
        Assert.Equal("en=x", new StreamReader(stream).ReadToEnd());
        Assert.Equal(contentEncoding, changed.Headers.FirstOrDefault(h => h.Key == "Content-Encoding").Value);
    }

    [Fact]
    public void Walk_GzipWithNameAndTail_NeitherLeaves()
    {
        var plain = Gzip("en=x"u8.ToArray());
        byte[] named = [.. plain[..3], 0x08, .. plain[4..10], .. "anna.schmidt.json\0"u8, .. plain[10..]];
        byte[] tailed = [.. plain, .. "anna@example.org"u8, .. plain[^4..]];
        foreach (var body in new[] { named, tailed })
        {
            using var result = Shop().Redact("/e?a=1", body, "text/plain", "gzip");
            Assert.DoesNotContain("anna", Encoding.Latin1.GetString(result.Body.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Walk_TruncatedGzip_IsUndecodable()
    {
        var whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500).Select(i => $"en=x{(char)('a' + (i % 26))}\n"))));
        for (var length = 3; length < whole.Length; length += 7)
        {
            using var result = Shop().Redact("/e?a=1", whole[..length], "text/plain");
            Assert.Equal(WithheldReason.Undecodable, result.Withheld);
        }
    }

    [Fact]
    public void Walk_GzipBomb_IsALimit()
    {
        using var result = Shop().Redact("/e?a=1", Gzip(new byte[100_000_000]), "text/plain", "gzip");
        Assert.Equal(WithheldReason.Limit, result.Withheld);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("text/plain; charset=utf-16")]
    [InlineData("text/plain; note=anna@example.org")]
    public void Walk_UnknownContentType_IsRefused(string contentType)
    {
        using var result = Shop().Redact("/e?a=1", "en=x", contentType);
        Assert.Equal(WithheldReason.Undecodable, result.Withheld);
    }

    private static byte[] Gzip(byte[] data)
    {
        using var buffer = new MemoryStream();
        using (var stream = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            stream.Write(data);
        }

        return buffer.ToArray();
    }
}
