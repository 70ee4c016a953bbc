using System.Buffers.Text;
using System.Text;
using CsCheck;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Tests.Payloads;

public sealed class LooseBase64Tests
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public void Decode_AnyDigits_IsWhatTheCheckingDecoderSays() => Gen.Char[Digits].Array[0, 80].Where(d => d.Length % 4 != 1).Sample(digits =>
    {
        var text = Encoding.ASCII.GetBytes(digits);
        var whole = text.Length / 4 * 4;
        var expected = new byte[text.Length];
        Base64Url.DecodeFromUtf8(text.AsSpan(0, whole), expected, out _, out var length);
        if (Base64Url.IsValid(text.AsSpan(whole)) && Base64Url.DecodeFromUtf8(text.AsSpan(whole), expected.AsSpan(length), out _, out var last) == System.Buffers.OperationStatus.Done)
        {
            length += last;
        }

        Assert.Equal(Convert.ToHexString(expected, 0, length), Decoded(text));
        Assert.Equal(Convert.ToHexString(expected, 0, length), Decoded(Encoding.ASCII.GetBytes(new string(digits).Replace('-', '+').Replace('_', '/'))));
    });

    private static string Decoded(byte[] digits)
    {
        using var output = new PooledBuffer();
        LooseBase64.Decode(digits, output);
        return Convert.ToHexString(output.Written);
    }
}
