using System.Buffers.Binary;

namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>A tag's name in lower case, packed into 16 bytes, so that names are compared without text.</summary>
/// <param name="Key">The name's bytes, the first one lowest; a name of more than 15 bytes is its length and a hash keyed per process.</param>
internal readonly record struct TagName(UInt128 Key)
{
    // The highest byte is free below this length: it marks hashed names.
    private const int MaxPacked = 15;

    // "script\0" is no script: browsers read NUL as U+FFFD. A zero byte would be the end of a packed name.
    private const byte Nul = 0xFF;

    private const int BitsPerByte = 8;

    // The lowest and the highest bit of each of eight bytes.
    private const ulong Ones = 0x0101010101010101;
    private const ulong Tops = 0x8080808080808080;

    /// <summary>The name between two offsets of a tag: where bytes enough follow, at once.</summary>
    public static TagName From(ReadOnlySpan<byte> tag, int start, int end)
    {
        var length = end - start;
        if (length is 0 or > sizeof(ulong) || tag.Length - start < sizeof(ulong))
        {
            return From(tag[start..end]);
        }

        var unused = (sizeof(ulong) - length) * BitsPerByte;
        var name = BinaryPrimitives.ReadUInt64LittleEndian(tag[start..]) << unused >> unused;
        return ((name - Ones) & ~name & Tops) << unused != 0 ? From(tag[start..end]) : new TagName(Lower(name));
    }

    // The bit of 0x20 where a byte is one of A to Z, eight at once.
    private static ulong Lower(ulong name)
    {
        var low = name & ~Tops;
        var isLetter = (low + (Ones * (0x80 - 'A'))) & ~(low + (Ones * (0x7F - 'Z'))) & ~name & Tops;
        return name | (isLetter >> 2);
    }

    /// <summary>The name in <paramref name="bytes"/>; letters are folded to lower case.</summary>
    public static TagName From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxPacked)
        {
            return Hashed(bytes);
        }

        Span<byte> name = stackalloc byte[16];
        name.Clear();
        for (var i = 0; i < bytes.Length; i++)
        {
            name[i] = bytes[i] == 0 ? Nul : MarkupBytes.Lower(bytes[i]);
        }

        return new TagName(BinaryPrimitives.ReadUInt128LittleEndian(name));
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
