using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Protocols;

/// <summary>One method-and-path of a vendor, compiled for one destination.</summary>
public sealed class CompiledEndpoint
{
    /// <summary>Its name in the dictionary.</summary>
    public required string Name { get; init; }

    /// <summary>Allowed HTTP methods, upper case.</summary>
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>Path template below the destination's path.</summary>
    public required PathTemplate Path { get; init; }

    /// <summary>Key into the destination's <c>hosts:</c>.</summary>
    public required string Host { get; init; }

    /// <summary>How a body is encoded, whatever Content-Type says; empty: a body is refused.</summary>
    public required LayerFormat Body { get; init; }

    /// <summary>Root state of query parameters.</summary>
    public required FieldState Query { get; init; }

    /// <summary>Root state of a body of pairs: urlencoded or multipart.</summary>
    public required FieldState FormBody { get; init; }

    /// <summary>Root state of a JSON body.</summary>
    public required FieldState JsonBody { get; init; }

    /// <summary>Root state of a body of lines: a line is its element; of an envelope, by name: <c>header</c>, <c>item</c>, item types.</summary>
    public required FieldState LinesBody { get; init; }

    /// <summary>Header fields by lower-case name.</summary>
    public required FieldState Headers { get; init; }

    /// <summary>Cookies by name.</summary>
    public required FieldState Cookies { get; init; }

    /// <summary>Answer that the vendor's SDK takes for success.</summary>
    public required SuccessAnswer Success { get; init; }

    /// <summary>Whether the SDK sends again on 503, so that a vendor's failure may be told.</summary>
    public bool Retries { get; init; }

    /// <summary>Parts of the request that can say something of the visitor's will.</summary>
    public RequestParts Signals { get; init; }

    /// <summary>Names that a JSON body with a signal holds, or null: nobody can tell without decoding it.</summary>
    public SignalNames? SignalNames { get; init; }

    /// <summary>Parts of the request that can name the subject.</summary>
    public RequestParts Subjects { get; init; }

    /// <summary>Whether a query parameter says when the visitor's session began.</summary>
    public bool HasSessionStart { get; init; }

    /// <summary>Path at the vendor where it is another: literal segments, or the number of a segment of the path that was asked for; empty: the same path.</summary>
    public ImmutableArray<(byte[]? Literal, int Segment)> Forward { get; init; } = [];

    /// <summary>Segments of the path, from 0, that are decided like fields.</summary>
    public ImmutableArray<(int Segment, CompiledField Field)> PathFields { get; init; } = [];

    /// <summary>Every field of its requests once, in the order of their places; for what compares and reports policies.</summary>
    public ImmutableArray<CompiledField> Fields { get; init; } = [];

    /// <summary>Where the dictionary declares it.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>The root of a body whose layers end in <paramref name="structure"/>.</summary>
    internal FieldState BodyOf(Codec structure) => structure switch
    {
        Codec.Json => JsonBody,
        Codec.FormLines or Codec.JsonLines or Codec.Envelope => LinesBody,
        _ => FormBody,
    };
}

/// <summary>Parts of a request.</summary>
[Flags]
public enum RequestParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Header fields and cookies.</summary>
    Headers = 1,

    /// <summary>Path and query.</summary>
    Target = 2,

    /// <summary>Body.</summary>
    Body = 4,
}

/// <summary>What the gateway answers in the vendor's place, and how much of the vendor's own answer passes.</summary>
/// <param name="Status">HTTP status, 2xx.</param>
/// <param name="Body">Kind of body.</param>
/// <param name="Json">Text of the JSON body where <paramref name="Body"/> is <see cref="SuccessBody.Json"/>.</param>
/// <param name="PassVendorBody">Whether the vendor's own 2xx body passes, as the declared kind.</param>
public sealed record SuccessAnswer(int Status, SuccessBody Body = SuccessBody.None, string? Json = null, bool PassVendorBody = false);

/// <summary>Kind of the success answer's body.</summary>
public enum SuccessBody
{
    /// <summary>No body.</summary>
    None,

    /// <summary>Transparent 1×1 GIF.</summary>
    Gif,

    /// <summary><c>application/json</c>.</summary>
    Json,

    /// <summary><c>text/javascript</c>, empty.</summary>
    Javascript,
}
