using System.Collections.Immutable;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Automata;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>The addresses of one endpoint, each with its field; the unit's address stands among them without one.</summary>
internal sealed record EndpointRules(ImmutableArray<DeclaredAddress> Declared, ImmutableArray<FieldDeclaration?> Fields)
{
    private ImmutableArray<(EndpointRules, AddressAutomaton)> _automata;

    /// <summary>Roots of automata; the last three are those of a body, by its structure.</summary>
    public static ImmutableArray<ImmutableArray<AddressPlace>> Roots { get; } =
    [
        [AddressPlace.Query], [AddressPlace.Header], [AddressPlace.Cookie],
        [AddressPlace.Form], [AddressPlace.Json], [AddressPlace.Lines, AddressPlace.JsonLines, AddressPlace.Envelope],
    ];

    /// <summary>What the automaton is built from; indexes are those of <see cref="Declared"/>.</summary>
    public IReadOnlyList<AddressRule> Addresses =>
        [.. Pairs.Select(p => new AddressRule(p.Address.Address, p.Field?.As ?? LayerFormat.None, IsUnit: p.Field is null))];

    /// <summary>One automaton a root; built once.</summary>
    public ImmutableArray<(EndpointRules Rules, AddressAutomaton Automaton)> Automata => _automata.IsDefault
        ? _automata = [.. Roots.Select(Under).Select(r => (r, AddressAutomaton.Build(r.Addresses)))]
        : _automata;

    /// <summary>Each address with its field; null for the unit's.</summary>
    public IEnumerable<(DeclaredAddress Address, FieldDeclaration? Field)> Pairs => Declared.Zip(Fields);

    /// <summary>The rules of an endpoint with a destination's additions; ask <see cref="ProtocolDeclaration.RulesOf"/>, which keeps them.</summary>
    public static EndpointRules Make(ProtocolDeclaration protocol, EndpointDeclaration endpoint, ImmutableArray<FieldDeclaration> extend)
    {
        var addresses = ImmutableArray.CreateBuilder<DeclaredAddress>();
        var fields = ImmutableArray.CreateBuilder<FieldDeclaration?>();
        foreach (var unit in endpoint.Units.Where(u => endpoint.Fits(u.Address)))
        {
            addresses.Add(unit);
            fields.Add(null);
        }

        // A destination's own description of an address stands in place of the dictionary's.
        var replaced = extend.SelectMany(f => f.Addresses).Select(a => a.Address).ToHashSet();
        foreach (var field in endpoint.Fields.Concat(protocol.Fields))
        {
            Add(field, a => !replaced.Contains(a));
        }

        foreach (var field in extend)
        {
            Add(field, _ => true);
        }

        return new EndpointRules(addresses.ToImmutable(), fields.ToImmutable());

        void Add(FieldDeclaration field, Predicate<FieldAddress> isMeant)
        {
            foreach (var address in field.Addresses.Where(a => endpoint.Fits(a.Address) && isMeant(a.Address)))
            {
                addresses.Add(address);
                fields.Add(field);
            }
        }
    }

    /// <summary>The part below one root.</summary>
    public EndpointRules Under(ImmutableArray<AddressPlace> places)
    {
        var chosen = Enumerable.Range(0, Declared.Length).Where(i => places.Contains(Declared[i].Address.Place)).ToList();
        return new EndpointRules([.. chosen.Select(i => Declared[i])], [.. chosen.Select(i => Fields[i])]);
    }

    /// <summary>What is said of a <c>{NAME}</c> of the path.</summary>
    public IEnumerable<(DeclaredAddress Address, FieldDeclaration Field)> PathFields(string name) =>
        Pairs.Where(p => p.Address.Address.Place == AddressPlace.Path && p.Address.Address.Steps[0].Name == name).Select(p => (p.Address, p.Field!));
}
