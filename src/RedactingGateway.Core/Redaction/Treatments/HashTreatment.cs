using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Unicode;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// <c>hash</c>: plain SHA-256 of the normalised value, as vendors match it. It discloses the category to whoever has a
/// list of such values; it is a form, not a protection.
/// </summary>
/// <param name="normalizer">What the vendor does to a value before hashing.</param>
/// <param name="output">How the vendor writes the hash.</param>
public sealed class HashTreatment(HashNormalizer normalizer, HashOutput output) : Treatment
{
    private const int HexLength = SHA256.HashSizeInBytes * 2;
    private const int Base64UrlLength = 43;

    /// <inheritdoc/>
    public override string Form => $"hash (SHA-256 {(output == HashOutput.Hex ? "hex" : "base64url")})";

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer buffer)
    {
        if (IsHashed(value))
        {
            return TreatmentOutcome.Unchanged;
        }

        var scratch = context.Scratch;
        scratch.Clear();
        if (!HashNormalization.TryNormalize(normalizer, value, scratch))
        {
            return TreatmentOutcome.WrongShape;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(scratch.Written, hash);
        if (output == HashOutput.Hex)
        {
            Convert.TryToHexStringLower(hash, buffer.GetSpan(HexLength), out var written);
            buffer.Advance(written);
        }
        else
        {
            buffer.Advance(Base64Url.EncodeToUtf8(hash, buffer.GetSpan(HexLength)));
        }

        return TreatmentOutcome.Changed;
    }

    // A value that the site hashed already has the output's form; hashing it again would match nothing.
    // Thirty-two bytes that read as text, or digits only, were never a hash.
    private bool IsHashed(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var decodes = output == HashOutput.Hex
            ? value.Length == HexLength && Convert.FromHexString(value, hash, out _, out _) == OperationStatus.Done
            : value.Length == Base64UrlLength && Base64Url.DecodeFromUtf8(value, hash, out _, out _) == OperationStatus.Done;
        return decodes && !Utf8.IsValid(hash) && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0;
    }
}

/// <summary>What a vendor does to a value before hashing it.</summary>
public enum HashNormalizer
{
    /// <summary>Nothing.</summary>
    AsIs,

    /// <summary>Outer white space removed, lower case.</summary>
    TrimLower,

    /// <summary>An e-mail address: as <see cref="TrimLower"/>; a value without a name, one at sign and a host is dropped.</summary>
    Email,

    /// <summary>The same, and without the dots in names at gmail.com and googlemail.com (Google, enhanced conversions).</summary>
    EmailGoogle,

    /// <summary>A phone number in international form, digits only (Meta, TikTok).</summary>
    PhoneDigits,

    /// <summary>A phone number in international form, <c>+</c> and digits (Google).</summary>
    PhoneE164,

    /// <summary>A day as <c>YYYYMMDD</c> (Meta's <c>db</c>); what is no whole date is dropped.</summary>
    DateDigits,

    /// <summary>Lower case, letters and digits only, of any script (Meta's <c>ct</c>, <c>st</c>, <c>zp</c>).</summary>
    LettersDigits,
}

/// <summary>How a hash is written.</summary>
public enum HashOutput
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    Hex,

    /// <summary>43 characters, no padding.</summary>
    Base64Url,
}
