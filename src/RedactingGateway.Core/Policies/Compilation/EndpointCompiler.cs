using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Automata;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Compiles an endpoint for one destination: automata over its addresses, a plan for each field.</summary>
internal sealed class EndpointCompiler(DestinationDeclaration destination, PlanCompiler plans)
{
    private readonly Dictionary<FieldDeclaration, CompiledField> _prototypes = new(ReferenceEqualityComparer.Instance);
    private readonly OrderedDictionary<string, CompiledField> _fields = new(StringComparer.Ordinal);

    public CompiledEndpoint Compile(ProtocolDeclaration protocol, EndpointDeclaration endpoint, ImmutableArray<FieldDeclaration> extend)
    {
        var rules = protocol.RulesOf(endpoint, extend);
        _fields.Clear();
        var roots = rules.Automata.Select(a => CompileStates(a.Rules, a.Automaton)).ToList();
        new SettingCompiler(destination, endpoint, roots).Compile();
        ImmutableArray<(int, CompiledField)> pathFields = [.. PathFields(endpoint, rules)];
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
            HasSessionStart = rules.Pairs.Any(p => p.Field is { SessionStart: true } && p.Address.Address.Place == AddressPlace.Query),
            Signals = PartsWith(rules, f => f.Signal != SignalKind.None),
            SignalNames = SignalNames.Of(rules.Pairs.Where(static p => p.Field is { Signal: not SignalKind.None }).Select(static p => p.Address.Address).Where(static a => PartOf(a.Place) == RequestParts.Body)),
            Subjects = PartsWith(rules, f => f.Subject),
            PathFields = pathFields,
            Fields = [.. _fields.Values],
            Forward = [.. Forward(endpoint)],
            Span = endpoint.Span,
        };
    }

    private static RequestParts PartsWith(EndpointRules rules, Predicate<FieldDeclaration> isMeant) =>
        rules.Pairs.Where(p => p.Field is { } field && isMeant(field)).Aggregate(RequestParts.None, static (parts, p) => parts | PartOf(p.Address.Address.Place));

    private static RequestParts PartOf(AddressPlace place) => place switch
    {
        AddressPlace.Query or AddressPlace.Path => RequestParts.Target,
        AddressPlace.Header or AddressPlace.Cookie => RequestParts.Headers,
        _ => RequestParts.Body,
    };

    private static Dictionary<string, ValueSpace> Spaces(EndpointDeclaration endpoint, EndpointRules rules)
    {
        var spaces = new Dictionary<string, ValueSpace>(StringComparer.Ordinal);
        foreach (var name in endpoint.Placeholders)
        {
            var field = rules.PathFields(name).First().Field;
            if (field.Structural)
            {
                spaces[name] = FieldContradictions.EffectiveSpace(field)!;
            }
        }

        return spaces;
    }

    private static IEnumerable<(byte[]? Literal, int Segment)> Forward(EndpointDeclaration endpoint)
    {
        var segments = endpoint.Path[1..].Split('/');
        return (endpoint.Forward?[1..].Split('/') ?? []).Select(s =>
            s.StartsWith('{') ? (null, Array.IndexOf(segments, s)) : ((byte[]?)System.Text.Encoding.ASCII.GetBytes(s), 0));
    }

    private IEnumerable<(int Segment, CompiledField Field)> PathFields(EndpointDeclaration endpoint, EndpointRules rules)
    {
        foreach (var (i, segment) in endpoint.Path[1..].Split('/').Index())
        {
            if (segment is ['{', .., '}'] && rules.PathFields(segment[1..^1]).First() is var (address, field) && !field.Structural)
            {
                yield return (i, CompileField(address.Address, field));
            }
        }
    }

    private FieldState CompileStates(EndpointRules rules, AddressAutomaton automaton) => FieldStateCompiler.Compile(
        automaton.Root, rule => CompileField(rules.Declared[rule].Address, rules.Fields[rule]!));

    private CompiledField CompileField(FieldAddress address, FieldDeclaration field)
    {
        if (!_prototypes.TryGetValue(field, out var first))
        {
            _prototypes.Add(field, first = Make(address, field, plans.Compile(field)));
        }

        var compiled = first.Address == address.Text ? first : Make(address, field, first.Plan);
        _fields.TryAdd(compiled.Address, compiled);
        return compiled;
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
        SessionStart = field.SessionStart,
        Subject = field.Subject,
        Signal = field.Signal,
        Tells = field.Tells,
        Surrogate = field.Surrogate,
        Shape = field.Shape,
        Positional = field.Positional,
        Effect = field.Effect,
        Plan = plan,
    };
}
