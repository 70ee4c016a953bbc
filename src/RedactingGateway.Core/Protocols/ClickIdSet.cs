namespace RedactingGateway.Core.Protocols;

/// <summary>Names of URL parameters that carry click ids, asked with spans and without allocation.</summary>
internal sealed class ClickIdSet
{
    /// <summary>Longest name in bytes; the longest in use (li_fat_id) has nine.</summary>
    public const int MaxNameBytes = 32;

    private readonly Utf8NameTable<string> _names;

    /// <summary>Makes the set; case does not count, because vendors write them in either.</summary>
    /// <param name="names">ASCII names.</param>
    public ClickIdSet(IEnumerable<string> names) =>
        _names = new([.. names.Select(n => n.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Select(n => KeyValuePair.Create(n, n))]);

    /// <summary>The set without names.</summary>
    public static ClickIdSet None { get; } = new([]);

    /// <summary>Whether <paramref name="name"/> (decoded) is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        Span<byte> lower = stackalloc byte[MaxNameBytes];
        return _names.Count > 0 && name.Length <= MaxNameBytes
            && System.Text.Ascii.ToLower(name, lower, out var written) == System.Buffers.OperationStatus.Done && _names.TryGet(lower[..written], out _);
    }

    /// <summary>Whether <paramref name="text"/> can be the name of a click id.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameBytes && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');
}
