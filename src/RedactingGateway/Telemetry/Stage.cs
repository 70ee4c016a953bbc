namespace RedactingGateway.Telemetry;

/// <summary>The stages of a request to a destination whose time is taken, in their order.</summary>
internal enum Stage
{
    /// <summary>Endpoint, and the signals of headers and cookies.</summary>
    Grant,

    /// <summary>Reading the body.</summary>
    Body,

    /// <summary>Decoding for signals and subjects, and looking up objections.</summary>
    Payload,

    /// <summary>Deciding every field and writing what leaves.</summary>
    Redaction,

    /// <summary>The vendor.</summary>
    Vendor,

    /// <summary>Writing the answer to the client.</summary>
    Answer,
}
