using System.Globalization;

namespace RedactingGateway.Core.Signals;

/// <summary>Signed texts that end: <c>{name}.{unix seconds of the end}.{body}.{HMAC-SHA-256}</c>.</summary>
/// <param name="secrets">The root secrets.</param>
/// <param name="time">The clock.</param>
/// <param name="name">What kind of token it is; tokens of one kind are never taken for another's.</param>
internal sealed class SignedToken(RootSecrets secrets, TimeProvider time, string name)
{
    private readonly SignedText _signed = new(secrets, $"{name} token 1");
    private readonly string _prefix = $"{name}.";

    /// <summary>A token.</summary>
    public string Write(long end, string body) => _signed.Sign(string.Create(CultureInfo.InvariantCulture, $"{_prefix}{end}.{body}"));

    /// <summary>Reads a token; false: it is malformed, forged, or has ended.</summary>
    public bool TryRead(ReadOnlyMemory<char> token, out ReadOnlyMemory<char> body)
    {
        body = default;
        if (!token.Span.StartsWith(_prefix, StringComparison.Ordinal) || _signed.Verify(token) is not { IsEmpty: false } signed)
        {
            return false;
        }

        var rest = signed[_prefix.Length..];
        var dot = rest.Span.IndexOf('.');
        if (dot < 0 || !long.TryParse(rest.Span[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var end) || end <= time.GetUtcNow().ToUnixTimeSeconds())
        {
            return false;
        }

        body = rest[(dot + 1)..];
        return true;
    }
}
