namespace RedactingGateway.Core.Notices.Html;

/// <summary>What surrounds an element, as far as markup of ours depends on it.</summary>
[Flags]
public enum HtmlContext
{
    None = 0,

    /// <summary>In the head.</summary>
    Head = 1,

    /// <summary>In a noscript element: markup without scripts, text with scripts. Nothing is inserted there.</summary>
    Noscript = 1 << 1,

    /// <summary>In a template: not shown until a script copies it.</summary>
    Template = 1 << 2,

    /// <summary>In a select element. Nothing is inserted there.</summary>
    Select = 1 << 3,

    /// <summary>In SVG or MathML, where markup would end the drawing. Nothing is inserted there.</summary>
    Foreign = 1 << 4,

    /// <summary>Between the rows of a table: browsers show what is inserted above it.</summary>
    Table = 1 << 5,

    /// <summary>In a form: another form's start tag is ignored there, and its end tag would end the page's own.</summary>
    Form = 1 << 6,
}
