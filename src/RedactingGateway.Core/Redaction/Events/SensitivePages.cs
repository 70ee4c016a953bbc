using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Events;

/// <summary>Pages and products that say something of a person's health, belief or the like by themselves (CJEU C-252/21, C-21/23).</summary>
/// <param name="Paths">Pages.</param>
/// <param name="Queries">Names of parameters, such as a search term's, with which a page is sensitive.</param>
/// <param name="Items">Categories of products.</param>
internal sealed record SensitivePages(ImmutableArray<PagePath> Paths, FrozenSet<string> Queries, FrozenSet<string> Items)
{
    // An address inside an address inside an address: sites pass the way back on, not its history.
    private const int MaxNesting = 3;

    // Between the levels of a category; shops and feeds differ.
    private static readonly char[] Separators = ['>', '/', '|', '.', ',', ';', ':'];

    // 64 KiB: no browser sends a longer address, and each part of one is looked at.
    private const int MaxBytes = 64 * 1024;

    public static SensitivePages None { get; } = new([], [], []);

    public bool IsAny => HasPages || Items.Count > 0;

    public bool HasPages => !Paths.IsEmpty || Queries.Count > 0;

    /// <summary>Whether a product's category, or one of those that stand in its place (<c>Home &gt; Pharmacy</c>, <c>["Home","Pharmacy"]</c>), is sensitive.</summary>
    public bool HasItem(ReadOnlySpan<byte> value)
    {
        if (Items.Count == 0)
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(value).Trim();
        return Items.Contains(text) || InList(text) || Array.Exists(text.Split(Separators, StringSplitOptions.TrimEntries), Items.Contains);
    }

    /// <summary>Whether an address names a sensitive page, in its path, its fragment, or as the address in a parameter.</summary>
    public bool Names(ReadOnlySpan<byte> address, PooledBuffer scratch) => address.Length > MaxBytes || Names(address, scratch, MaxNesting);

    private bool Names(ReadOnlySpan<byte> address, PooledBuffer scratch, int depth)
    {
        if (Covers(PagePath.Of(address, scratch)))
        {
            return true;
        }

        // Pages of one-page sites stand behind the number sign.
        var hash = address.IndexOf((byte)'#');
        if (hash >= 0 && depth > 0 && Names(address[(hash + 1)..].TrimStart((byte)'!'), scratch, depth - 1))
        {
            return true;
        }

        var plain = hash < 0 ? address : address[..hash];
        var question = plain.IndexOf((byte)'?');
        return question >= 0 && HasParameter(plain[(question + 1)..], scratch, depth);
    }

    private bool HasParameter(ReadOnlySpan<byte> query, PooledBuffer scratch, int depth)
    {
        foreach (var range in query.SplitAny((byte)'&', (byte)';'))
        {
            var pair = query[range];
            var equals = pair.IndexOf((byte)'=');
            var name = Encoding.UTF8.GetString(PercentCoding.Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true, scratch));
            if (Queries.Contains(name))
            {
                return true;
            }

            if (equals < 0 || depth == 0)
            {
                continue;
            }

            var value = PercentCoding.Decode(pair[(equals + 1)..], plusIsSpace: true, scratch).ToArray();
            if ((value.AsSpan().StartsWith("/"u8) || value.AsSpan().IndexOf("://"u8) > 0) && Names(value, scratch, depth - 1))
            {
                return true;
            }
        }

        return false;
    }

    private bool Covers(List<string> segments)
    {
        foreach (var path in Paths)
        {
            if (path.Covers(segments))
            {
                return true;
            }
        }

        return false;
    }

    // Matomo's page of a product has up to five categories, as a list.
    private bool InList(string text)
    {
        if (!text.StartsWith('['))
        {
            return false;
        }

        try
        {
            using var list = JsonDocument.Parse(text);
            return list.RootElement.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.String && HasItem(Encoding.UTF8.GetBytes(e.GetString()!)));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
