using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>One method-and-path of a vendor, as its dictionary declares it.</summary>
internal sealed record EndpointDeclaration
{
    public required string Name { get; init; }

    public required SourceSpan Span { get; init; }

    public required ImmutableArray<string> Methods { get; init; }

    public required string Path { get; init; }

    public required SourceSpan PathSpan { get; init; }

    public required string Host { get; init; }

    /// <summary>Path at the vendor, where it is another than <see cref="Path"/>; with the same names in braces.</summary>
    public string? Forward { get; init; }

    public required LayerFormat Body { get; init; }

    /// <summary>What one event is; none: the request.</summary>
    public ImmutableArray<DeclaredAddress> Units { get; init; } = [];

    public ChecksumDeclaration? Checksum { get; init; }

    public required SuccessAnswer Success { get; init; }

    public bool Retries { get; init; }

    public required ImmutableArray<FieldDeclaration> Fields { get; init; }

    /// <summary>Whether <paramref name="address"/>, or another one that the same name in braces stands for, fits.</summary>
    public bool FitsAny(DeclaredAddress address, IEnumerable<DeclaredAddress> siblings) =>
        Fits(address.Address) || (address.IsExpanded && siblings.Any(s => s.Span == address.Span && Fits(s.Address)));

    /// <summary>Names between braces in the path.</summary>
    public IEnumerable<string> Placeholders => Path.Split('/').Where(s => s is ['{', .., '}']).Select(s => s[1..^1]);

    /// <summary>Whether requests to this endpoint have such a place.</summary>
    public bool Fits(FieldAddress address)
    {
        return address.Place switch
        {
            AddressPlace.Form => Body.EndsIn(Codec.Form) || Body.EndsIn(Codec.Multipart),
            AddressPlace.Json => Body.EndsIn(Codec.Json),
            AddressPlace.Lines => Body.EndsIn(Codec.FormLines) || (address.Steps.Length == 1 && (Body.EndsIn(Codec.JsonLines) || Body.EndsIn(Codec.Envelope))),
            AddressPlace.JsonLines => Body.EndsIn(Codec.JsonLines),
            AddressPlace.Envelope => Body.EndsIn(Codec.Envelope),
            AddressPlace.Path => address.Steps is [{ Kind: StepKind.Name } only] && Placeholders.Contains(only.Name, StringComparer.Ordinal),
            _ => true,
        };
    }
}
