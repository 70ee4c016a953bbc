using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>An element whose end was not seen yet.</summary>
internal struct OpenElement
{
    public TagName Name;
    public HtmlTag Tag;
    public MarkupNamespace Namespace;

    /// <summary>MathML's annotation-xml with HTML in it.</summary>
    public bool HoldsHtml;

    /// <summary>What waits for the element's end; 0: nothing.</summary>
    public int Watch;

    public readonly bool IsHtml(HtmlTag tag) => Tag == tag && Namespace == MarkupNamespace.Html;

    public readonly bool IsHtmlWith(TagTraits traits) => Namespace == MarkupNamespace.Html && HtmlTags.Has(Tag, traits);

    public readonly bool IsForeign => Namespace != MarkupNamespace.Html;

    /// <summary>Foreign, but tags in it are HTML (MathML's text elements).</summary>
    public readonly bool IsTextIntegrationPoint =>
        Namespace == MarkupNamespace.MathMl && Tag is HtmlTag.Mi or HtmlTag.Mo or HtmlTag.Mn or HtmlTag.Ms or HtmlTag.Mtext;

    /// <summary>Foreign, but its content is HTML.</summary>
    public readonly bool IsHtmlIntegrationPoint =>
        HoldsHtml || (Namespace == MarkupNamespace.Svg && Tag is HtmlTag.ForeignObject or HtmlTag.Desc or HtmlTag.Title);

    /// <summary>Bounds the scopes of 13.2.4.2 in which an open element is looked for.</summary>
    public readonly bool IsScope => Namespace switch
    {
        MarkupNamespace.Html => HtmlTags.Has(Tag, TagTraits.Scope),
        MarkupNamespace.MathMl => IsTextIntegrationPoint || Tag == HtmlTag.AnnotationXml,
        _ => IsHtmlIntegrationPoint,
    };

    /// <summary>An unknown end tag does not look past it.</summary>
    public readonly bool IsSpecial => Namespace == MarkupNamespace.Html ? HtmlTags.Has(Tag, TagTraits.Special) : IsScope;
}
