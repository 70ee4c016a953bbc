namespace RedactingGateway.Core.Notices.Html;

/// <summary>What was done to a page, in counts.</summary>
public sealed class HtmlReport
{
    /// <summary>Why the scan ended before the page did.</summary>
    public HtmlStop Stop { get; internal set; }

    /// <summary>Points that were asked for and reached.</summary>
    public HtmlPoints Reached { get; internal set; }

    /// <summary>Elements that a selector matched.</summary>
    public int Matched { get; internal set; }

    /// <summary>Pieces of markup inserted.</summary>
    public int Insertions { get; internal set; }

    /// <summary>Elements whose attributes were edited.</summary>
    public int Edited { get; internal set; }

    /// <summary>Elements removed or replaced.</summary>
    public int Removed { get; internal set; }

    /// <summary>Elements that were to be removed and are longer than is held, or whose end was not found: they are kept.</summary>
    public int Kept { get; internal set; }

    /// <summary>Insertions that were left out, because no markup may stand there.</summary>
    public int Refused { get; internal set; }

    /// <summary>Tags too long, or with too many attributes, to be looked at.</summary>
    public int OversizedTags { get; internal set; }

    /// <summary>Most bytes that waited at once for the end of an element or of the body.</summary>
    public int PeakHeldBytes { get; internal set; }

    /// <summary>Entries of the stack of open elements that were looked at: the cost of the page's nesting.</summary>
    public long Steps { get; internal set; }
}
