using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RedactingGateway.Privacy.Webhook;

/// <summary>Signs messages to a site's backend: <c>t={unix seconds},v1={hex HMAC-SHA-256 over "t.body"}</c>.</summary>
/// <remarks>The time is signed too, so that a receiver can refuse an old message that somebody recorded.</remarks>
internal static class RefusalSignature
{
    /// <summary>The header field.</summary>
    public const string Header = "X-Privacy-Signature";

    /// <summary>The signature of a body sent at <paramref name="time"/>.</summary>
    public static string Of(string secret, ReadOnlySpan<byte> body, DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(seconds));
        hmac.AppendData("."u8);
        hmac.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
