namespace RedactingGateway.Core.Protocols;

/// <summary>One layer of encoding around a value or a body; chains are read from the outside in.</summary>
/// <remarks>A chain is byte codings and, last, one structure: only a structure has parts that addresses can name.</remarks>
public enum Codec
{
    /// <summary>Structure: RFC 8259 document.</summary>
    Json,

    /// <summary>Structure: <c>application/x-www-form-urlencoded</c> pairs (WHATWG URL § 5).</summary>
    Form,

    /// <summary>Structure: a form behind an optional <c>?</c>; what stands before it is the field <c>?</c> (Matomo bulk, Datadog's <c>ddforward</c>).</summary>
    Query,

    /// <summary>Structure: <c>key.value</c> parts with <c>~</c> between them (Google's <c>em=tv.1~em.…</c>).</summary>
    PackedByDot,

    /// <summary>Structure: parts of a two-character key and a value with <c>~</c> between them (Google Analytics' <c>pr1=id…~nm…</c>).</summary>
    PackedByTwo,

    /// <summary>Structure of bodies: lines, each a form (GA4 batches).</summary>
    FormLines,

    /// <summary>Structure of bodies: lines, each a JSON document (NDJSON).</summary>
    JsonLines,

    /// <summary>Structure of bodies: a Sentry envelope, a header line and items of a header line and a payload.</summary>
    Envelope,

    /// <summary>Structure of bodies: <c>multipart/form-data</c> (RFC 7578).</summary>
    Multipart,

    /// <summary>RFC 4648 § 4, with or without padding.</summary>
    Base64,

    /// <summary>RFC 4648 § 5, with or without padding.</summary>
    Base64Url,

    /// <summary>RFC 1952.</summary>
    Gzip,

    /// <summary>RFC 1950.</summary>
    Zlib,

    /// <summary>RFC 7932.</summary>
    Brotli,

    /// <summary>RFC 8878.</summary>
    Zstd,

    /// <summary>LZ-String's <c>compressToBase64</c>.</summary>
    LzString,

    /// <summary>One more percent-encoding (WHATWG URL § 1.3) than the place itself has.</summary>
    Percent,
}
