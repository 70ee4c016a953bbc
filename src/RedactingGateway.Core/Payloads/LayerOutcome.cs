namespace RedactingGateway.Core.Payloads;

/// <summary>What came of walking one layer of a payload.</summary>
internal enum LayerOutcome
{
    /// <summary>Everything may leave as it came: the layer's original bytes are copied.</summary>
    Unchanged,

    /// <summary>The output holds what may leave.</summary>
    Changed,

    /// <summary>Nothing of it may leave.</summary>
    Empty,

    /// <summary>It could not be decoded.</summary>
    Undecodable,

    /// <summary>A limit was exceeded; the whole request is refused.</summary>
    Limit,
}
