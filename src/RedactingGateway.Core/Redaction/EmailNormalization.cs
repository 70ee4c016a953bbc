using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Brings an e-mail address, trimmed and in lower case, into the spelling that a vendor hashes.</summary>
internal static class EmailNormalization
{
    // An address has at most 254 bytes (RFC 5321 § 4.5.3.1); a longer one is somebody's text.
    private const int MaxBytes = 512;

    /// <summary>Whether the text is a name, one at sign and a host, with nothing blank.</summary>
    public static bool IsEmail(ReadOnlySpan<byte> value)
    {
        var at = value.IndexOf((byte)'@');
        return at > 0 && at < value.Length - 1 && value.LastIndexOf((byte)'@') == at && !value.ContainsAny(" \t\r\n"u8);
    }

    /// <summary>Takes the dots out of names at gmail.com and googlemail.com; what stands behind a plus stays (Google, "Normalization and hashing").</summary>
    public static bool TryWithoutDots(PooledBuffer output)
    {
        Span<byte> address = stackalloc byte[MaxBytes];
        if (output.Length > MaxBytes)
        {
            return false;
        }

        var value = address[..output.Length];
        output.Written.CopyTo(value);
        var at = value.IndexOf((byte)'@');
        if (value[at..].SequenceEqual("@gmail.com"u8) || value[at..].SequenceEqual("@googlemail.com"u8))
        {
            output.Clear();
            foreach (var b in value[..at])
            {
                if (b != (byte)'.')
                {
                    output.WriteByte(b);
                }
            }

            output.Write(value[at..]);
            return output.Written[0] != (byte)'@';
        }

        return true;
    }
}
