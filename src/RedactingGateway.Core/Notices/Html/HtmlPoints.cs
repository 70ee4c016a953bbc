namespace RedactingGateway.Core.Notices.Html;

/// <summary>Places in a page that no selector is needed for.</summary>
[Flags]
public enum HtmlPoints
{
    None = 0,

    /// <summary>Right after the start tag of the head, or where browsers imply one.</summary>
    HeadStart = 1,

    /// <summary>Right before the end of the head, written or implied.</summary>
    HeadEnd = 1 << 1,

    /// <summary>Right after the start tag of the body, or where browsers imply one.</summary>
    BodyStart = 1 << 2,

    /// <summary>Before the last end tag of the body, or at the end of the document. What follows that tag is held, at most 64 KiB.</summary>
    BodyEnd = 1 << 3,
}
