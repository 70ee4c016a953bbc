using System.Text;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>Values that somebody put where nobody looks for them.</summary>
public sealed class HiddenValueTests
{
    private const string Dictionary = """
        endpoints:
          send:
            match: { methods: [GET], path: /e }
            host: collect
        fields:
          query.name: { structural: true, pattern: '[A-Za-z][A-Za-z0-9 =]{0,99}' }
          query.pixel: { structural: true, const: "4111111111111111" }
          query.t: { structural: true, pattern: '1[0-9]{12}' }
          query.text: { category: user.behavior, source: site, type: text }
          query.id: { category: user.behavior, source: site, type: opaqueId }
          query.ep.*: { category: user.behavior, source: site, type: text }
          query.amount: { category: user.behavior, source: site, type: number }
          header.x-note: { category: user.behavior, source: site, type: text }
        """;

    private static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static string Packed(CompressionKind kind, string text)
    {
        using var packed = new PooledBuffer();
        Compression.Compress(kind, Encoding.UTF8.GetBytes(text), packed);
        return Base64(packed.Written);
    }

    [Theory]
    [InlineData("DE89370400440532013000")]
    [InlineData("order DE89370400440532013000 done")]
    [InlineData("eyJrYXJ0ZSI6IjQxMTExMTExMTExMTExMTEifQ")]
    [InlineData("eyJxenJuIjoiXHUwMDJCNDkgMzAgNTA2NjcgODkxIn0")]
    [InlineData("KzQ5IDMwIDUwNjY3IDg5MQ")]
    public void Structural_PatternWithRoom_HoldsNoAccountOrCard(string value) =>
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?name={Uri.EscapeDataString(value)}&t=1764072000000"));

    [Theory]
    [InlineData("name=add to cart")]
    [InlineData("name=A4f9c2e1b7d8")]
    [InlineData("pixel=4111111111111111")]
    [InlineData("t=1764072000000")]
    public void Structural_NamesKeysAndTimes_Stay(string pair) =>
        Assert.Equal($"/e?{pair}", new DictionaryBench(Dictionary).Target($"/e?{pair}"));

    [Theory]
    [InlineData("x\\n4111111111111111")]
    [InlineData("x\\t+49 30 901820")]
    [InlineData("{\"a\":\"b\\\\n0170 1234567\"}")]
    public void Text_BehindTheLetterOfAnEscape_Goes(string value) =>
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={Uri.EscapeDataString(value)}"));

    [Fact]
    public void Id_LongRandomBase64_Stays()
    {
        var bench = new DictionaryBench(Dictionary);
        var gone = 0;
        for (var i = 0; i < 500; i++)
        {
            // Meta's click ids are about as long.
            var bytes = System.Security.Cryptography.HKDF.Expand(System.Security.Cryptography.HashAlgorithmName.SHA256, new byte[32], 187, BitConverter.GetBytes(i));
            var id = System.Buffers.Text.Base64Url.EncodeToString(bytes);
            gone += bench.Target($"/e?id={id}") == $"/e?id={id}" ? 0 : 1;
        }

        // One in thousands begins like a vendor's key somewhere.
        Assert.InRange(gone, 0, 1);
    }

    [Theory]
    [InlineData("C:\\dir\\new")]
    [InlineData("a\\b")]
    [InlineData("\\")]
    public void Text_Backslashes_Stay(string value) =>
        Assert.Equal($"/e?text={Uri.EscapeDataString(value)}", new DictionaryBench(Dictionary).Target($"/e?text={Uri.EscapeDataString(value)}"));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    public void Text_PackedDeeperThanAnybodyLooks_Goes(int times)
    {
        var value = "anna@example.org";
        for (var i = 0; i < times; i++)
        {
            value = Base64(Encoding.UTF8.GetBytes(value));
        }

        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={value}"));
    }

    [Fact]
    public void Text_CompressedInsideBase64_Goes()
    {
        foreach (var kind in new[] { CompressionKind.Gzip, CompressionKind.Zlib, CompressionKind.Zstd })
        {
            var packed = Packed(kind, "nothing at all");
            Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={Uri.EscapeDataString($"foo {packed}")}"));
            Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={Uri.EscapeDataString(Base64(Encoding.UTF8.GetBytes($"{{\"x\":\"{packed}\"}}")))}"));
        }
    }

    [Fact]
    public void Text_CompressedInsideEscapedJsonInsideBase64_Goes()
    {
        var packed = Packed(CompressionKind.Gzip, "anna@example.org").Replace("A", "\\u0041", StringComparison.Ordinal);
        var json = Base64(Encoding.UTF8.GetBytes($"{{\"mlos\":\"[{{\\u0022lkhz\\u0022:\\u0022{packed}\\u0022}}]\"}}"));

        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={Uri.EscapeDataString($"SKU-4711 {json}")}"));
    }

    [Theory]
    [InlineData("/u/YW5uYUBleGFtcGxlLm9yZw")]
    [InlineData("id_YW5uYUBleGFtcGxlLm9yZw")]
    [InlineData("x-YW5uYUBleGFtcGxlLm9yZw")]
    [InlineData("uYW5uYUBleGFtcGxlLm9yZw")]
    [InlineData("YW5uYUBleGFtcGxlLm9yZw_2")]
    [InlineData("SvZyZyBhbm5hQGV4YW1wbGUub3Jn")]
    [InlineData("616e6e61406578616d706c652e6f7267")]
    public void TextOrId_AddressInGluedBase64OrHex_Goes(string value)
    {
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={Uri.EscapeDataString(value)}"));
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&id={Uri.EscapeDataString(value)}"));
    }

    [Fact]
    public void Text_EscapeBelowPercentBelowBase64_Goes()
    {
        var value = Base64(Encoding.UTF8.GetBytes("%7B%22a%22%3A%22%5Cu002B49 30 50667 891%22%7D"));

        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&text={value}"));
    }

    [Theory]
    [InlineData("192.0.2.44")]
    [InlineData("2001:db8::1")]
    public void Id_ShortAddress_Goes(string value) => Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary, purposes: "ads").Target($"/e?t=1764072000000&id={value}"));

    [Theory]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("dBjftJeZ4CVPmB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData("SKU-4711")]
    public void Id_UuidHashOrNumber_Stays(string value) => Assert.Equal($"/e?id={value}", new DictionaryBench(Dictionary).Target($"/e?id={value}"));

    [Theory]
    [InlineData("ep.192.0.2.44")]
    [InlineData("ep.anna@example.org")]
    [InlineData("ep.%EF%BC%8B49 170 1234567")]
    public void Name_BehindAWildcard_HoldsNoFind(string name) =>
        Assert.Equal("/e?ep.colour=1", new DictionaryBench(Dictionary, purposes: "ads").Target($"/e?ep.colour=1&{name}=1"));

    [Fact]
    public void Text_Base64OfWordsOnly_Stays() =>
        Assert.Equal("/e?text=Zm9vYmFyYmF6cXV4 eJwxcxyz", new DictionaryBench(Dictionary).Target("/e?text=Zm9vYmFyYmF6cXV4 eJwxcxyz"));

    [Theory]
    [InlineData("4111111111111111.0")]
    [InlineData("4111111111111111.25")]
    [InlineData("4.111111111111111e15")]
    [InlineData("4111111111111111000")]
    [InlineData("0.4111111111111111")]
    [InlineData("-4111111111111111")]
    public void Number_WithTheDigitsOfACard_Goes(string value) =>
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&amount={value}"));

    [Theory]
    [InlineData("149.8")]
    [InlineData("1234567890123.5")]
    [InlineData("1e3")]
    public void Number_Amount_Stays(string value) => Assert.Equal($"/e?amount={value}", new DictionaryBench(Dictionary).Target($"/e?amount={value}"));

    [Fact]
    public void Name_LongerThanAnyName_DoesNotLeave() =>
        Assert.Equal("/e?t=1764072000000", new DictionaryBench(Dictionary).Target($"/e?t=1764072000000&ep.{new string('a', 300)}=1"));

    [Fact]
    public void Header_ValueInUtf8_IsReadAsWhatItSpells()
    {
        // As the server hands it over: one character an octet.
        var value = Encoding.Latin1.GetString("de, ４１１１１１１１１１１１１１１１ und Grüße"u8);
        var header = new DictionaryBench(Dictionary).Headers("/e?t=1764072000000", new KeyValuePair<string, string>("X-Note", value)).Single(h => h.Key == "X-Note").Value;

        Assert.Equal("de, [card] und Grüße", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header)));
    }
}
