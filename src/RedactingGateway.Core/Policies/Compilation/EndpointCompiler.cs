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
            BodyRoot = roots[3],
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

    private FieldState CompileStates(EndpointRules rules)
    {
        var root = AddressAutomaton.Build(rules.Addresses).Root;
        var compiled = new Dictionary<AddressState, FieldState>(ReferenceEqualityComparer.Instance);
        var open = new Queue<AddressState>();
        var result = StateOf(root)!;
        while (open.TryDequeue(out var state))
        {
            var target = compiled[state];
            target.Field = state.Rule < 0 ? null : CompileField(rules.Declared[state.Rule].Address, rules.Fields[state.Rule]!);
            target.IsUnit = state.IsUnit;
            target.Names = new Utf8NameTable<FieldState>([.. state.Names.Select(n => KeyValuePair.Create(n.Key, StateOf(n.Value)!))]);
            target.Patterns = [.. state.Patterns.Select(p => (p.Key, StateOf(p.Value)!))];
            target.AnyName = StateOf(state.AnyName);
            target.Element = StateOf(state.Element);
            target.Inner = StateOf(state.Inner);
        }

        return result;

        // States lead back to themselves below '**', so each is made once and filled later.
        FieldState? StateOf(AddressState? state)
        {
            if (state is null)
            {
                return null;
            }

            if (!compiled.TryGetValue(state, out var known))
            {
                compiled.Add(state, known = new FieldState());
                open.Enqueue(state);
            }

            return known;
        }
    }

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
