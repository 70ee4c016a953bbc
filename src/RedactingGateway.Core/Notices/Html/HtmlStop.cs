namespace RedactingGateway.Core.Notices.Html;

/// <summary>Why a page was copied as it is from some byte on.</summary>
public enum HtmlStop
{
    /// <summary>It was looked at to its end.</summary>
    None,

    /// <summary>Nothing more was asked for.</summary>
    NothingMore,

    /// <summary>Browsers may differ in what is a tag from here on.</summary>
    Ambiguous,

    /// <summary>Nested deeper than is followed, or so twisted that following it would cost too much.</summary>
    TooDeep,

    /// <summary>Ours: an exception, in the scan or in the visitor.</summary>
    Fault,
}
