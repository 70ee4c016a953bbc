using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Protocols.Automata;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Finds addresses that fit nowhere, tie, or lead into what is not decoded.</summary>
internal static class DictionaryChecks
{
    /// <summary>Checks a dictionary for itself.</summary>
    public static void Check(ProtocolDeclaration protocol, DiagnosticBag diagnostics)
    {
        if (protocol.Endpoints.IsEmpty)
        {
            diagnostics.Report(DiagnosticIds.MissingKey, protocol.Span, "a dictionary needs at least one endpoint");
        }

        foreach (var endpoint in protocol.Endpoints)
        {
            foreach (var address in endpoint.Fields.SelectMany(f => f.Addresses.Where(a => !endpoint.FitsAny(a, f.Addresses))))
            {
                ReportFitsNowhere(address, $"the endpoint '{endpoint.Name}'", diagnostics);
            }

            foreach (var unit in endpoint.Units.Where(u => !endpoint.FitsAny(u, endpoint.Units) || u.Address is { Place: AddressPlace.Header or AddressPlace.Cookie or AddressPlace.Path } or { Place: AddressPlace.Query, Steps.Length: 1 }))
            {
                diagnostics.Report(DiagnosticIds.AddressFitsNowhere, unit.Span, $"the unit '{unit.Address.Text}' is no part of the body of '{endpoint.Name}'");
            }
        }

        foreach (var field in protocol.Endpoints.SelectMany(e => e.Fields).Concat(protocol.Fields).Where(f => f.Override))
        {
            diagnostics.Report(DiagnosticIds.ContradictoryField, field.Span, $"'{field.Name}' overrides nothing: 'override' is for the extend: of a destination");
        }

        CheckSharedFields(protocol.Fields, protocol, "any endpoint", diagnostics);
        foreach (var setting in protocol.Restrictions.SelectMany(r => r.Settings))
        {
            CheckSetting(setting.Address, protocol, [], diagnostics);
        }

        CheckAutomata(protocol, [], diagnostics);
    }

    /// <summary>Checks the fields that a destination adds.</summary>
    public static void CheckExtension(ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend, DiagnosticBag diagnostics)
    {
        CheckSharedFields(extend, protocol, $"any endpoint of '{protocol.Name}'", diagnostics);
        CheckNarrows(protocol, extend, diagnostics);
        CheckAutomata(protocol, extend, diagnostics);
    }

    /// <summary>Checks that a field that the gateway sets is one that the dictionary declares.</summary>
    public static void CheckSetting(DeclaredAddress address, ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend, DiagnosticBag diagnostics)
    {
        var text = address.Address.Text;
        var isDeclared = protocol.Endpoints.Any(e => protocol.RulesOf(e, extend).Declared.Any(d =>
            d.Address.Text.StartsWith(text, StringComparison.Ordinal) && (d.Address.Text.Length == text.Length || d.Address.Text[text.Length] is '.' or '[')));
        if (!isDeclared && !address.IsExpanded)
        {
            diagnostics.Report(DiagnosticIds.AddressFitsNowhere, address.Span, $"'{address.Address.Text}' is no field of '{protocol.Name}': what is set is declared under fields: too");
        }
    }

    private static void CheckSharedFields(ImmutableArray<FieldDeclaration> fields, ProtocolDeclaration protocol, string where, DiagnosticBag diagnostics)
    {
        foreach (var address in fields.SelectMany(f => f.Addresses.Where(a => !protocol.Endpoints.Any(e => e.FitsAny(a, f.Addresses)))))
        {
            ReportFitsNowhere(address, where, diagnostics);
        }
    }

    // An extension may say what an undecided field is, and narrow a decided one; it may not quietly make another of it.
    private static void CheckNarrows(ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend, DiagnosticBag diagnostics)
    {
        var declared = protocol.Endpoints.SelectMany(e => e.Fields).Concat(protocol.Fields).SelectMany(f => f.Addresses, (f, a) => (a.Address, Field: f)).ToLookup(d => d.Address, d => d.Field);
        foreach (var field in extend.Where(f => !f.Override))
        {
            foreach (var address in field.Addresses)
            {
                if (declared[address.Address].FirstOrDefault(d => Widens(d, field)) is { } original)
                {
                    diagnostics.Report(
                        DiagnosticIds.ContradictoryField, address.Span,
                        $"'{address.Address.Text}' in {original.Span.FileAndLine} is {Describe(original)}; extend: may narrow its values; to make another of it, say override: true");
                }
            }
        }
    }

    private static bool Widens(FieldDeclaration original, FieldDeclaration extension)
    {
        var isDecided = original.Category is not null || original.Structural || original.IsContainer;
        return isDecided && (original.Category != extension.Category || original.Structural != extension.Structural || original.Source != extension.Source
            || original.Credential != extension.Credential || original.IsContainer != extension.IsContainer || original.As != extension.As);
    }

    private static string Describe(FieldDeclaration field)
    {
        var what = field.IsContainer ? "a container" : field.Structural ? "structural" : $"of category '{field.Category}'";
        var source = field.Source == FieldSource.Device ? "the device" : field.Source == FieldSource.Site ? "the site" : "the request";
        return field.IsContainer || field.Structural ? $"{what}, from {source}" : $"{what}, from {source}{(field.Credential ? ", a credential" : "")}";
    }

    private static void ReportFitsNowhere(DeclaredAddress address, string where, DiagnosticBag diagnostics)
    {
        var needs = address.Address.Place switch
        {
            AddressPlace.Form => "a body with form or multipart",
            AddressPlace.Json => "a body that ends in json",
            AddressPlace.Lines => "a body with lines(form)",
            AddressPlace.JsonLines => "a body with lines(json)",
            AddressPlace.Envelope => "a body with envelope",
            AddressPlace.Path => "a path with this name in braces",
            _ => "another place",
        };
        diagnostics.Report(DiagnosticIds.AddressFitsNowhere, address.Span, $"'{address.Address.Text}' does not fit {where}: it needs {needs}");
    }

    private static void CheckAutomata(ProtocolDeclaration protocol, ImmutableArray<FieldDeclaration> extend, DiagnosticBag diagnostics)
    {
        // A description of all endpoints may lead into a field that only one of them decodes.
        var entered = new HashSet<DeclaredAddress>(ReferenceEqualityComparer.Instance);
        var notEntered = new HashSet<DeclaredAddress>(ReferenceEqualityComparer.Instance);
        foreach (var endpoint in protocol.Endpoints)
        {
            var rules = protocol.RulesOf(endpoint, extend);
            foreach (var (part, automaton) in rules.Automata)
            {
                CheckAutomaton(part, automaton, endpoint, diagnostics);
                var closed = automaton.NotEntered.ToHashSet();
                foreach (var (i, declared) in part.Declared.Index())
                {
                    (closed.Contains(i) ? notEntered : entered).Add(declared);
                }
            }

            CheckPlaceholders(endpoint, rules, diagnostics);
        }

        foreach (var declared in notEntered.Where(d => !entered.Contains(d)))
        {
            diagnostics.Report(DiagnosticIds.LayerWithoutAs, declared.Span, $"what stands before '>' in '{declared.Address.Text}' is no field with 'as:' that ends so");
        }
    }

    private static void CheckAutomaton(EndpointRules rules, AddressAutomaton automaton, EndpointDeclaration endpoint, DiagnosticBag diagnostics)
    {
        foreach (var (first, second) in automaton.Ties)
        {
            var (earlier, later) = (rules.Declared[first], rules.Declared[second]);
            var message = earlier.Address.Equals(later.Address)
                ? $"'{later.Address.Text}' is declared in {earlier.Span.FileAndLine} already"
                : $"'{later.Address.Text}' and '{earlier.Address.Text}' ({earlier.Span.FileAndLine}) are equally specific for one field; declare that field for itself";
            diagnostics.Report(DiagnosticIds.AddressTie, later.Span, message);
        }

        foreach (var (first, second) in automaton.Overlaps)
        {
            var (earlier, later) = (rules.Declared[first], rules.Declared[second]);
            diagnostics.Report(
                DiagnosticIds.OverlappingPatterns, later.Span,
                $"some names fit '{later.Address.Text}' and '{earlier.Address.Text}' ({earlier.Span.FileAndLine}), and neither contains the other");
        }

        if (automaton.IsTooLarge)
        {
            diagnostics.Report(DiagnosticIds.TooManyStates, endpoint.Span, $"the addresses of '{endpoint.Name}' multiply: use fewer '**' with patterns behind them");
        }
    }

    private static void CheckPlaceholders(EndpointDeclaration endpoint, EndpointRules rules, DiagnosticBag diagnostics)
    {
        var segments = endpoint.Path.Split('/');
        foreach (var segment in (endpoint.Forward ?? "").Split('/').Where(s => s.StartsWith('{') && !segments.Contains(s, StringComparer.Ordinal)))
        {
            diagnostics.Report(DiagnosticIds.PathPlaceholder, endpoint.PathSpan, $"'forward' names {segment}, which the path has not");
        }

        foreach (var name in endpoint.Placeholders)
        {
            var fields = rules.PathFields(name).ToList();
            if (fields.Count == 0)
            {
                diagnostics.Report(DiagnosticIds.PathPlaceholder, endpoint.PathSpan, $"the path's {{{name}}} needs a field 'path.{name}'");
            }

            foreach (var (address, field) in fields)
            {
                if (field is { Structural: false, Category: null })
                {
                    diagnostics.Report(DiagnosticIds.PathPlaceholder, address.Span, $"'path.{name}' is part of every request that matches, so it must be structural or have a category");
                }
            }

            if (fields is [var earlier, var later, ..])
            {
                diagnostics.Report(DiagnosticIds.AddressTie, later.Address.Span, $"'path.{name}' is declared in {earlier.Address.Span.FileAndLine} already");
            }
        }
    }
}
