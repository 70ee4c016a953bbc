namespace RedactingGateway.Core.Protocols;

/// <summary>One layer of encoding around a value or a body; chains are read from the outside in.</summary>
public enum Codec
{
    /// <summary>RFC 8259 document.</summary>
    Json,

    /// <summary><c>application/x-www-form-urlencoded</c> pairs (WHATWG URL § 5).</summary>
    Form,

    /// <summary>Lines, each a form (GA4 batches); only ever last in a chain.</summary>
    FormLines,

    /// <summary><c>multipart/form-data</c> (RFC 7578); bodies only.</summary>
    Multipart,

    /// <summary>RFC 4648 § 4, with or without padding.</summary>
    Base64,

    /// <summary>RFC 4648 § 5, with or without padding.</summary>
    Base64Url,

    /// <summary>RFC 1952.</summary>
    Gzip,
}
