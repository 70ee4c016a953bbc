using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>A vendor dictionary, bound.</summary>
/// <param name="Name">Its name in policies.</param>
/// <param name="Span">Where the name stands.</param>
/// <param name="Endpoints">In the order of the file: the first that matches is meant.</param>
/// <param name="Fields">Fields of all endpoints.</param>
/// <param name="Facts">What it says of the vendor.</param>
/// <param name="Restrictions">Flags that limit the vendor's use.</param>
/// <param name="Prefixes">What names in braces stand for in its addresses, and in <c>extend:</c>.</param>
/// <param name="IsWhole">Whether everything in it could be read.</param>
internal sealed record ProtocolDeclaration(
    string Name, SourceSpan Span, ImmutableArray<EndpointDeclaration> Endpoints, ImmutableArray<FieldDeclaration> Fields, VendorFacts Facts,
    ImmutableArray<RestrictionDeclaration> Restrictions, FieldAddressList Prefixes, bool IsWhole)
{
    // Binding is single-threaded; a copy made by 'with' shares what was built.
    private readonly Dictionary<EndpointDeclaration, EndpointRules> _rules = new(ReferenceEqualityComparer.Instance);

    /// <summary>The rules of an endpoint without additions; made once, because every destination of the dictionary needs them.</summary>
    public EndpointRules RulesOf(EndpointDeclaration endpoint)
    {
        if (!_rules.TryGetValue(endpoint, out var rules))
        {
            _rules.Add(endpoint, rules = EndpointRules.Make(this, endpoint, []));
        }

        return rules;
    }

    /// <summary>Fields that any endpoint may meet, each once; where <paramref name="extend"/> names a field again, only the latter.</summary>
    public IEnumerable<FieldDeclaration> AllFields(ImmutableArray<FieldDeclaration> extend) =>
        Endpoints.SelectMany(e => EndpointRules.Of(this, e, extend).Fields).OfType<FieldDeclaration>().Distinct(ReferenceEqualityComparer.Instance).Cast<FieldDeclaration>();
}
