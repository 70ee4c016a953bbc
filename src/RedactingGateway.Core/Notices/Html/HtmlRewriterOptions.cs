using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Notices.Html;

/// <summary>What a page is scanned for.</summary>
public sealed record HtmlRewriterOptions
{
    /// <summary>Points to ask the visitor for; default none.</summary>
    public HtmlPoints Points { get; init; }

    /// <summary>Elements to ask the visitor for; default none.</summary>
    public HtmlSelectorSet Selectors { get; init; } = HtmlSelectorSet.Empty;

    /// <summary>Also insert at points of a page without doctype, html, head and body tags; default false, because that may be a part of a page.</summary>
    public bool TreatAsDocument { get; init; }
}
