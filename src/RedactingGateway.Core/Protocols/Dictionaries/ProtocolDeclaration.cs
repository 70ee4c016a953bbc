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
    private readonly Dictionary<(string Endpoint, ImmutableArray<FieldDeclaration> Extend), EndpointRules> _rules = [];
    private readonly Dictionary<ImmutableArray<FieldDeclaration>, ImmutableArray<FieldDeclaration>> _fields = [];

    /// <summary>The rules of an endpoint with a destination's additions; made once for all who ask with the same list, because every check and the compiler do.</summary>
    public EndpointRules RulesOf(EndpointDeclaration endpoint, ImmutableArray<FieldDeclaration> extend)
    {
        var key = (endpoint.Name, Canonical(extend));
        if (!_rules.TryGetValue(key, out var rules))
        {
            _rules.Add(key, rules = EndpointRules.Make(this, endpoint, extend));
        }

        return rules;
    }

    /// <summary>Fields that any endpoint may meet, each once; where <paramref name="extend"/> names a field again, only the latter.</summary>
    public ImmutableArray<FieldDeclaration> AllFields(ImmutableArray<FieldDeclaration> extend)
    {
        var key = Canonical(extend);
        if (!_fields.TryGetValue(key, out var fields))
        {
            _fields.Add(key, fields = [.. Endpoints.SelectMany(e => RulesOf(e, extend).Fields).OfType<FieldDeclaration>().Distinct<FieldDeclaration>(ReferenceEqualityComparer.Instance)]);
        }

        return fields;
    }

    // Lists are told apart by their place in memory, and of empty ones there may be several.
    private static ImmutableArray<FieldDeclaration> Canonical(ImmutableArray<FieldDeclaration> extend) => extend.IsEmpty ? [] : extend;
}
