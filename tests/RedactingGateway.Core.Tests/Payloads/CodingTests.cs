using System.Text;
using CsCheck;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Tests.Payloads;

public sealed class CodingTests
{
    [Fact]
    public void PercentCoding_AnyBytes_ComeBack() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        using var encoded = new PooledBuffer();
        using var scratch = new PooledBuffer();
        PercentCoding.Encode(bytes, spaceAsPlus: true, encoded);
        return PercentCoding.Decode(encoded.Written, plusIsSpace: true, scratch).SequenceEqual(bytes);
    });

    [Fact]
    public void Base64Coding_AnyBytesInEitherAlphabet_ComeBackInTheSameStyle() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Bool, Gen.Bool).Sample((bytes, url, padded) =>
        {
            var text = Convert.ToBase64String(bytes);
            text = url ? text.Replace('+', '-').Replace('/', '_') : text;
            text = padded ? text : text.TrimEnd('=');
            using var decoded = new PooledBuffer();
            using var encoded = new PooledBuffer();
            var original = Encoding.ASCII.GetBytes(text);
            if (!Base64Coding.TryDecode(original, url, decoded) || !decoded.Written.SequenceEqual(bytes))
            {
                return false;
            }

            Base64Coding.Encode(bytes, url, original, encoded);
            return encoded.Written.TrimEnd((byte)'=').SequenceEqual(original.AsSpan().TrimEnd((byte)'='));
        });

    // One raw block, "{}", in a frame that asks for a window (RFC 8878 § 3.1.1.1.2): exponent 13 is 8 MiB, 14 is 16 MiB.
    [Theory]
    [InlineData(0x68, "Changed")]
    [InlineData(0x70, "Undecodable")]
    [InlineData(0xA8, "Undecodable")]
    public void Zstd_FrameThatAsksForMoreThan8MiB_IsRefused(byte window, string outcome)
    {
        using var output = new PooledBuffer();
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, window, 0x11, 0x00, 0x00, (byte)'{', (byte)'}'];

        Assert.Equal(outcome, $"{Compression.Decompress(CompressionKind.Zstd, frame, maxBytes: 1000, maxRatio: 100, output)}");
    }

    [Theory]
    [InlineData("YQ=", false)]
    [InlineData("YR==", false)]
    [InlineData("Y Q", false)]
    [InlineData("a-_b", false)]
    [InlineData("a+/b", true)]
    [InlineData("Y", true)]
    public void Base64Coding_OtherSpellings_AreRefused(string text, bool url)
    {
        using var decoded = new PooledBuffer();
        Assert.False(Base64Coding.TryDecode(Encoding.ASCII.GetBytes(text), url, decoded));
    }

    [Fact]
    public void JsonText_AnyString_ComesBack() => Gen.String[Gen.Char[' ', '\uD7FF'], 0, 40].Sample(text =>
    {
        using var written = new PooledBuffer();
        JsonText.WriteString(Encoding.UTF8.GetBytes(text), written);
        return System.Text.Json.JsonSerializer.Deserialize<string>(written.Written) == text;
    });

    [Theory]
    [InlineData("""a\u00e4\ud83d\ude00\n\/""", "aä😀\n/")]
    [InlineData("""\ud800x""", "\uFFFDx")]
    [InlineData("""\ude00\ud83d""", "\uFFFD\uFFFD")]
    [InlineData("""\ud83d\u0041""", "\uFFFDA")]
    public void JsonText_Escapes_AreResolved(string escaped, string expected)
    {
        using var scratch = new PooledBuffer();
        Assert.Equal(expected, Encoding.UTF8.GetString(JsonText.Unescape(Encoding.UTF8.GetBytes(escaped), scratch)));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("text/plain;charset=UTF-8", true)]
    [InlineData("Application/JSON; charset=\"utf-8\"", true)]
    [InlineData("multipart/form-data; boundary=----WebKitFormBoundaryAbc", true)]
    [InlineData("multipart/form-data", false)]
    [InlineData("multipart/form-data; boundary=anna@example.org", false)]
    [InlineData("text/plain; charset=iso-8859-1", false)]
    [InlineData("application/json; profile=anna", false)]
    [InlineData("application/grpc", false)]
    [InlineData("multipart/form-data; boundary=A; boundary=B", false)]
    [InlineData("multipart/form-data; boundary=\"B", false)]
    [InlineData("", false)]
    public void MediaType_OnlyWhatSaysNothing_IsKnown(string contentType, bool expected) =>
        Assert.Equal(expected, MediaType.TryParse(contentType, out _));
}
