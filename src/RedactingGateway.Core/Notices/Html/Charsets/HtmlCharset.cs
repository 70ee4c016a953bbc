using System.Collections.Concurrent;
using System.Text;

namespace RedactingGateway.Core.Notices.Html.Charsets;

/// <summary>The character encoding of a page, as browsers choose it, and what writes text in it.</summary>
public sealed class HtmlCharset
{
    /// <summary>Bytes in which browsers look for a meta element (13.2.3.2).</summary>
    public const int PrescanBytes = 1024;

    private static readonly ConcurrentDictionary<string, HtmlCharset> Known = new(StringComparer.Ordinal);

    private HtmlCharset(string name, Encoding encoding, bool isRewritable)
    {
        Name = name;
        Encoding = encoding;
        IsRewritable = isRewritable;
    }

    /// <summary>UTF-8.</summary>
    public static HtmlCharset Utf8 { get; } = new("UTF-8", Encoding.UTF8, isRewritable: true);

    /// <summary>Not told by the page: browsers guess. ASCII with character references is right in whatever they guess.</summary>
    public static HtmlCharset Unknown { get; } = new("unknown", WithReferences(Encoding.ASCII.CodePage), isRewritable: true);

    /// <summary>The name in the Encoding Standard.</summary>
    public string Name { get; }

    /// <summary>Writes text; what the charset lacks becomes a numeric character reference.</summary>
    public Encoding Encoding { get; }

    /// <summary>Whether markup stands in ASCII bytes, so that a scan over bytes finds it. False for UTF-16 and ISO-2022-JP.</summary>
    public bool IsRewritable { get; }

    /// <summary>The charset behind a label; null where no browser knows it.</summary>
    public static HtmlCharset? FromLabel(string label) =>
        CharsetLabels.Find(label) is { } found ? Known.GetOrAdd(found.Name, static (_, row) => Create(row.Name, row.CodePage), found) : null;

    /// <summary>Finds the charset by byte order mark, header, or meta element, in the order of the HTML standard.</summary>
    /// <param name="headerCharset">The charset parameter of Content-Type, or null.</param>
    /// <param name="start">The first bytes of the page, as far as they are here.</param>
    /// <param name="isWhole">Whether these are all the bytes of the page.</param>
    /// <param name="charset">The result.</param>
    /// <returns>False where more bytes are needed to know.</returns>
    public static bool TryDetect(string? headerCharset, ReadOnlySpan<byte> start, bool isWhole, out HtmlCharset charset)
    {
        charset = Unknown;
        if (ByMark(start) is { } marked)
        {
            charset = marked;
            return true;
        }

        // A mark may still come.
        if (!isWhole && MayBeMark(start))
        {
            return false;
        }

        if (headerCharset is not null && FromLabel(headerCharset) is { } byHeader)
        {
            charset = byHeader;
            return true;
        }

        var prescanned = start[..Math.Min(start.Length, PrescanBytes)];
        if (MetaPrescan.Find(prescanned) is { } byMeta)
        {
            charset = byMeta;
            return true;
        }

        return isWhole || start.Length >= PrescanBytes;
    }

    private static HtmlCharset? ByMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8,
        [0xFE, 0xFF, ..] => FromLabel("utf-16be"),
        [0xFF, 0xFE, ..] => FromLabel("utf-16le"),
        _ => null,
    };

    private static bool MayBeMark(ReadOnlySpan<byte> start) => start is [] or [0xEF] or [0xEF, 0xBB] or [0xFE] or [0xFF];

    private static HtmlCharset Create(string name, int codePage) => codePage switch
    {
        65001 => Utf8,
        CharsetLabels.NotAscii => new HtmlCharset(name, Unknown.Encoding, isRewritable: false),
        0 => new HtmlCharset(name, Unknown.Encoding, isRewritable: true),
        _ => new HtmlCharset(name, WithReferences(codePage), isRewritable: true),
    };

    private static Encoding WithReferences(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, ReferenceFallback.Instance, DecoderFallback.ReplacementFallback)
        ?? Encoding.GetEncoding(codePage, ReferenceFallback.Instance, DecoderFallback.ReplacementFallback);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
