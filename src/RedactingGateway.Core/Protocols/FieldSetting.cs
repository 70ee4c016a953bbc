using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Protocols;

/// <summary>A part that the gateway sets itself: a vendor's restriction flag, or a secret of the site.</summary>
/// <param name="Name">Name of the part, decoded UTF-8.</param>
/// <param name="Text">Value as decoded text; in JSON, its JSON text.</param>
/// <param name="UnlessGranted">Set while none of these purposes is granted; 0: always.</param>
/// <param name="IsSecret">Whether the value is shown nowhere.</param>
/// <param name="Span">The line that says so.</param>
internal sealed record FieldSetting(byte[] Name, byte[] Text, ulong UnlessGranted, bool IsSecret, SourceSpan Span)
{
    /// <summary>Whether it is set under <paramref name="grant"/>.</summary>
    public bool Applies(ulong grant) => (grant & UnlessGranted) == 0;
}

/// <summary>A checksum over a form: SHA-256, in hexadecimal digits, over its pairs without the checksum's own, and a secret behind them.</summary>
/// <param name="Name">The parameter that holds it.</param>
/// <param name="Secret">The secret, or null: none is configured, and a form that changed cannot leave.</param>
internal sealed record Checksum(byte[] Name, byte[]? Secret);
