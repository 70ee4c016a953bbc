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
    /// <summary>A setting of the same part that takes precedence, because the dictionary names it first; null: there is none.</summary>
    public FieldSetting? Earlier { get; init; }

    /// <summary>Whether it is set under <paramref name="grant"/>.</summary>
    public bool Applies(ulong grant) => (grant & UnlessGranted) == 0 && !IsShadowed(grant);

    private bool IsShadowed(ulong grant)
    {
        for (var earlier = Earlier; earlier is not null; earlier = earlier.Earlier)
        {
            if ((grant & earlier.UnlessGranted) == 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A checksum over a form: SHA-256, in hexadecimal digits, over its pairs without the checksum's own, and a secret behind them.</summary>
/// <param name="Name">The parameter that holds it.</param>
/// <param name="Secret">The secret, or null: none is configured, and a form that changed cannot leave.</param>
internal sealed record Checksum(byte[] Name, byte[]? Secret);
