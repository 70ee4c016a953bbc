namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>A tag's name in lower case, packed into 16 bytes, so that names are compared without text.</summary>
/// <param name="Key">The name's bytes, the first one lowest; a name of more than 15 bytes is its length and a hash keyed per process.</param>
internal readonly record struct TagName(UInt128 Key)
{
    // The highest byte is free below this length: it marks hashed names.
    private const int MaxPacked = 15;

    // "script\0" is no script: browsers read NUL as U+FFFD. A zero byte would be the end of a packed name.
    private const byte Nul = 0xFF;

    /// <summary>The name in <paramref name="bytes"/>; letters are folded to lower case.</summary>
    public static TagName From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxPacked)
        {
            return Hashed(bytes);
        }

        UInt128 key = 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            key = (key << 8) | (bytes[i] == 0 ? Nul : MarkupBytes.Lower(bytes[i]));
        }

        return new TagName(key);
    }

    // Keyed: two long names cannot be made equal from outside.
    private static TagName Hashed(ReadOnlySpan<byte> bytes)
    {
        HashCode first = default;
        HashCode second = default;
        second.Add(bytes.Length);
        foreach (var value in bytes)
        {
            first.Add(MarkupBytes.Lower(value));
            second.Add(MarkupBytes.Lower(value));
        }

        return new TagName(((UInt128)0xFF << 120) | ((UInt128)(uint)bytes.Length << 64) | ((UInt128)(uint)first.ToHashCode() << 32) | (uint)second.ToHashCode());
    }
}
