namespace RedactingGateway.Assets;

/// <summary>What became of a request for a vendor's static file.</summary>
internal enum AssetOutcome : byte
{
    /// <summary>The vendor's file was served.</summary>
    Served,

    /// <summary>Nothing is granted: an inert stub.</summary>
    Stub,

    /// <summary>A stub: the vendor could not be reached, or in time, or too many files were being fetched.</summary>
    Unreachable,

    /// <summary>A stub: the vendor has no such file.</summary>
    NotFound,

    /// <summary>A stub: what the vendor sent is no static file, or too long.</summary>
    Unfit,

    /// <summary>A stub: what is to be replaced in the file was found too rarely; it would send past the gateway.</summary>
    Changed,
}
