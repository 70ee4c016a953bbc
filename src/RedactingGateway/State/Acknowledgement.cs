namespace RedactingGateway.State;

/// <summary>How safely something was written; what could not be kept at all is an exception.</summary>
internal enum Acknowledgement
{
    /// <summary>It is on disk here and, with several nodes, every node sees it.</summary>
    Stored,

    /// <summary>It is on disk here and reaches the other nodes when Redis is back.</summary>
    Kept,
}
