namespace RedactingGateway.Core.Notices.Html.Scanning;

/// <summary>What the HTML standard says of an element, as far as the scan needs it.</summary>
[Flags]
internal enum TagTraits
{
    None = 0,

    /// <summary>Has no content and no end tag.</summary>
    Void = 1,

    /// <summary>Of the "special" category: an unknown end tag does not look past it.</summary>
    Special = 1 << 1,

    /// <summary>Of the "formatting" category: its end tag may leave other elements open.</summary>
    Formatting = 1 << 2,

    /// <summary>Its start tag ends an open paragraph.</summary>
    EndsParagraph = 1 << 3,

    /// <summary>Bounds every scope.</summary>
    Scope = 1 << 4,

    /// <summary>Its start tag leaves SVG and MathML.</summary>
    LeavesForeign = 1 << 5,

    /// <summary>Content is text up to its end tag, or (script, plaintext) of a kind of its own.</summary>
    Text = 1 << 6,

    /// <summary>Belongs into the head.</summary>
    Head = 1 << 7,

    /// <summary>A part of a table: ignored where there is no table.</summary>
    TablePart = 1 << 8,

    /// <summary>Closed without an end tag by what follows (p, li, …).</summary>
    ImpliedEnd = 1 << 9,

    Heading = 1 << 10,

    /// <summary>Its end tag closes it with all that is open in it, where it is in scope.</summary>
    Block = 1 << 11,
}
