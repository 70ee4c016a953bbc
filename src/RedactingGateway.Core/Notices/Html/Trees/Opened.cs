namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>What became of a start tag.</summary>
internal enum Opened : byte
{
    /// <summary>Browsers make no element of it.</summary>
    Ignored,

    /// <summary>An element without content.</summary>
    Empty,

    /// <summary>An element that is open now.</summary>
    Open,
}
