using System.Collections.Immutable;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Automata;
using RedactingGateway.Core.Protocols.Dictionaries;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Compiles an endpoint for one destination: automata over its addresses, a plan for each field.</summary>
internal sealed class EndpointCompiler(PlanCompiler plans)
{
    private readonly Dictionary<FieldDeclaration, CompiledField> _prototypes = new(ReferenceEqualityComparer.Instance);

    public CompiledEndpoint Compile(ProtocolDeclaration protocol, EndpointDeclaration endpoint, ImmutableArray<FieldDeclaration> extend)
    {
        var rules = EndpointRules.Of(protocol, endpoint, extend);
        var roots = EndpointRules.Roots.Select(r => CompileStates(rules.Under(r))).ToList();
        return new CompiledEndpoint
        {
            Name = endpoint.Name,
            Methods = endpoint.Methods,
            Path = new PathTemplate(endpoint.Path, Spaces(endpoint, rules)),
            Host = endpoint.Host,
            Body = endpoint.Body,
            Query = roots[0],
            Headers = roots[1],
            Cookies = roots[2],
            FormBody = roots[3],
            JsonBody = roots[4],
            LinesBody = roots[5],
            Success = endpoint.Success,
            Retries = endpoint.Retries,
            Span = endpoint.Span,
        };
    }

    private static Dictionary<string, ValueSpace> Spaces(EndpointDeclaration endpoint, EndpointRules rules)
    {
        var spaces = new Dictionary<string, ValueSpace>(StringComparer.Ordinal);
        foreach (var name in endpoint.Placeholders)
        {
            spaces[name] = FieldContradictions.EffectiveSpace(rules.PathFields(name).First().Field)!;
        }

        return spaces;
    }

    private FieldState CompileStates(EndpointRules rules) => FieldStateCompiler.Compile(
        AddressAutomaton.Build(rules.Addresses).Root, rule => CompileField(rules.Declared[rule].Address, rules.Fields[rule]!));

    private CompiledField CompileField(FieldAddress address, FieldDeclaration field)
    {
        if (!_prototypes.TryGetValue(field, out var first))
        {
            _prototypes.Add(field, first = Make(address, field, plans.Compile(field)));
        }

        return first.Address == address.Text ? first : Make(address, field, first.Plan);
    }

    private static CompiledField Make(FieldAddress address, FieldDeclaration field, Redaction.FieldPlan plan) => new()
    {
        Address = address.Text,
        Category = field.Category,
        Type = field.IsContainer ? FieldType.Container : field.Type,
        Source = field.Source,
        Span = field.Span,
        Structural = field.Structural,
        Space = FieldContradictions.EffectiveSpace(field),
        As = field.As,
        Required = field.Required,
        Surrogate = field.Surrogate,
        Shape = field.Shape,
        Positional = field.Positional,
        Plan = plan,
    };
}
