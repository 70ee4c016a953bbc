namespace RedactingGateway.Core.Payloads.LzStrings;

/// <summary>What reader and writer share: codes, digits, and how wide a code is.</summary>
internal static class LzStringCodes
{
    /// <summary>Bits of a base64 digit.</summary>
    public const int BitsPerDigit = 6;

    /// <summary>Bits of the units that versions up to 1.3 fill up to.</summary>
    public const int BitsPerUnit = 16;

    /// <summary>Announces a unit of 8 bits.</summary>
    public const int NewByte = 0;

    /// <summary>Announces a unit of 16 bits.</summary>
    public const int NewUnit = 1;

    /// <summary>The end.</summary>
    public const int End = 2;

    /// <summary>The first phrase.</summary>
    public const int FirstPhrase = 3;

    /// <summary>RFC 4648 § 4.</summary>
    public static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    /// <summary>One more phrase is known: codes grow by a bit when their number reaches the next power of two.</summary>
    public static void Narrow(ref int untilWider, ref int width)
    {
        if (--untilWider == 0)
        {
            untilWider = 1 << width;
            width++;
        }
    }
}
