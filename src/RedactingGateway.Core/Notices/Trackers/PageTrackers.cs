using RedactingGateway.Core.Notices.Html;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Third-party elements of one page: led through the gateway, held back, or taken out.</summary>
public sealed class PageTrackers(PageContext context)
{
    /// <summary>Selectors of all elements that could be one.</summary>
    public static IReadOnlyList<string> Selectors { get; } = ["script[src]", "img[src]", "iframe[src]", "link[href]", "form[action]"];

    /// <summary>An element that one of the <see cref="Selectors"/> matches.</summary>
    public void OnElement(HtmlElement element) => _ = context;
}
