using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>A vendor dictionary, bound.</summary>
/// <param name="Name">Its name in policies.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="Endpoints">In the order of the file: the first that matches is meant.</param>
/// <param name="Fields">Fields of all endpoints.</param>
/// <param name="IsWhole">Whether everything in it could be read.</param>
internal sealed record ProtocolDeclaration(
    string Name, SourceSpan Span, ImmutableArray<EndpointDeclaration> Endpoints, ImmutableArray<FieldDeclaration> Fields, bool IsWhole)
{
    /// <summary>Who is behind it; dictionaries of one vendor share its click ids.</summary>
    public string Vendor { get; init; } = Name;

    /// <summary>URL parameters with click ids that the vendor issues.</summary>
    public ImmutableArray<string> ClickIds { get; init; } = [];

    /// <summary>Fields that any endpoint may meet, each once; where <paramref name="extend"/> names a field again, only the latter.</summary>
    public IEnumerable<FieldDeclaration> AllFields(ImmutableArray<FieldDeclaration> extend) =>
        Endpoints.SelectMany(e => EndpointRules.Of(this, e, extend).Fields).OfType<FieldDeclaration>().Distinct(ReferenceEqualityComparer.Instance).Cast<FieldDeclaration>();
}
