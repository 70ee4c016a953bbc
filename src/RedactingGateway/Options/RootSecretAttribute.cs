using System.ComponentModel.DataAnnotations;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Options;

/// <summary>Holds for null and for base64 of at least <see cref="PseudonymKeys.MinRootSecretBytes"/> bytes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RootSecretAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is null || (value is string text && TryDecode(text) is not null);

    /// <inheritdoc/>
    public override string FormatErrorMessage(string name) =>
        $"{name} must be base64 of at least {PseudonymKeys.MinRootSecretBytes} bytes, e.g. the output of: openssl rand -base64 32";

    internal static byte[]? TryDecode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length >= PseudonymKeys.MinRootSecretBytes
            ? bytes[..length]
            : null;
    }
}
