namespace RedactingGateway.Core.Notices.Html;

/// <summary>Decides what is inserted and changed. One object per page; an exception from it ends the rewriting, not the page.</summary>
public abstract class HtmlVisitor
{
    /// <summary>A point that was asked for is reached.</summary>
    /// <param name="point">One point.</param>
    /// <param name="page">What is known of the page so far.</param>
    /// <returns>Complete markup in the page's charset; empty: nothing.</returns>
    protected internal virtual ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => default;

    /// <summary>The start tag of an element that a selector matches.</summary>
    /// <param name="element">Takes the decisions; good until this method returns.</param>
    protected internal virtual void OnElement(HtmlElement element)
    {
    }
}
