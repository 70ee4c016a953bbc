using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Text;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>What AngleSharp's DOM parser makes of a page: one character per byte, so that positions are offsets.</summary>
internal sealed class DomOracle
{
    // Elements that a formatting end tag made again stand at the place of the first one; what no tag stands for has none.
    private readonly Dictionary<IElement, long> _offsets = [];
    private readonly IHtmlDocument _document;

    public DomOracle(string page)
    {
        var options = new HtmlParserOptions
        {
            IsScripting = true,
            OnCreated = (element, position) => _offsets[element] = position.Index,
        };
        _document = new HtmlParser(options).ParseDocument(new TextSource(new ReadOnlyByteTextSource(Rewriting.Bytes(page), Encoding.Latin1)));
    }

    /// <summary>Elements that a selector matches, content of templates included.</summary>
    public IEnumerable<IElement> All(string selector) => Below(_document, selector);

    /// <summary>Offsets of the start tags of those that are HTML; AngleSharp does not say where an svg or math element begins.</summary>
    public List<long> Offsets(string selector) => [.. All(selector).Where(e => e.NamespaceUri == NamespaceNames.HtmlUri).Select(e => _offsets.GetValueOrDefault(e, -1)).Where(at => at >= 0).Order()];

    private static IEnumerable<IElement> Below(IParentNode root, string selector) =>
        root.QuerySelectorAll(selector).Concat(root.QuerySelectorAll("template").OfType<IHtmlTemplateElement>().SelectMany(t => Below(t.Content, selector)));
}
