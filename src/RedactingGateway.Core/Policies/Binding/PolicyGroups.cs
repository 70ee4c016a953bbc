using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Puts what stands in a group where its name stands, before anything is bound; every node keeps its own place.</summary>
/// <remarks>
/// Groups of categories are for <c>never:</c> alone: a name that stands for several categories under <c>allow:</c> would widen what
/// leaves wherever somebody adds to the group.
/// </remarks>
internal sealed class PolicyGroups
{
    public const string Key = "groups";

    private readonly NodeReader _reader;
    private readonly OrderedDictionary<string, (YamlScalar Name, YamlSequence Items)> _categories;
    private readonly OrderedDictionary<string, (YamlScalar Name, YamlSequence Items)> _purposes;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private PolicyGroups(YamlNode groups, YamlMapping root, DiagnosticBag diagnostics)
    {
        _reader = new NodeReader(diagnostics);
        var members = _reader.Mapping(groups, PolicyKeys.Groups, groups.Span, $"'{Key}'");
        _categories = Read(members, "categories");
        _purposes = Read(members, "purposes");
        members?.Finish();
        foreach (var entry in (root.Find("purposes") as YamlMapping)?.Entries ?? [])
        {
            if (_purposes.TryGetValue(entry.Key.Value, out var group))
            {
                diagnostics.Report(DiagnosticIds.NamedTwice, group.Name.Span, $"'{entry.Key.Value}' is a purpose already ({entry.Key.Span.FileAndLine}); a group needs another name");
            }
        }
    }

    /// <summary>Names of the groups of one kind: what somebody who misspells one may have meant.</summary>
    public static ImmutableArray<string> NamesOf(YamlMapping root, string kind) =>
        (root.Find(Key) as YamlMapping)?.Find(kind) is YamlMapping groups ? [.. groups.Entries.Select(e => e.Key.Value)] : [];

    /// <summary>The policy with its groups in place of their names.</summary>
    public static YamlDocument? Expand(YamlDocument? document, DiagnosticBag diagnostics)
    {
        if (document?.Root is not { } root || root.Find(Key) is not { } node)
        {
            return document;
        }

        var groups = new PolicyGroups(node, root, diagnostics);
        var expanded = document with { Root = groups.Expand(root) };
        groups.ReportUnused();
        return expanded;
    }

    private OrderedDictionary<string, (YamlScalar, YamlSequence)> Read(MappingReader? members, string key)
    {
        var read = new OrderedDictionary<string, (YamlScalar, YamlSequence)>(StringComparer.Ordinal);
        foreach (var (name, value) in members?.Mapping(key)?.Entries ?? [])
        {
            if (!Names.IsName(name.Value))
            {
                _reader.Diagnostics.Report(DiagnosticIds.MalformedId, name.Span, $"{DiagnosticBag.Quote(name.Value)} is no name: a lower-case letter, then letters and digits, at most 40");
            }

            if (_reader.Texts(value, $"the group {DiagnosticBag.Quote(name.Value)}") is { IsEmpty: false } && value is YamlSequence items)
            {
                read.Add(name.Value, (name, items));
            }
            else if (value is YamlSequence { Items.IsEmpty: true })
            {
                _reader.Diagnostics.Report(DiagnosticIds.MissingKey, name.Span, $"the group {DiagnosticBag.Quote(name.Value)} needs at least one of {key}");
            }
        }

        return read;
    }

    private YamlMapping Expand(YamlMapping root) => With(root, (key, value) => key switch
    {
        "never" => Expand(value, _categories),
        "destinations" when value is YamlMapping destinations => With(destinations, (_, d) => d is YamlMapping destination ? With(destination, ExpandDestination) : d),
        _ => value,
    });

    private YamlNode ExpandDestination(string key, YamlNode value) => (key, value) switch
    {
        ("purposes", _) => Expand(value, _purposes),
        ("signals", YamlMapping signals) => With(signals, (k, v) => k == "categories" && v is YamlMapping named ? With(named, (_, list) => Expand(list, _purposes)) : v),
        _ => value,
    };

    private YamlNode Expand(YamlNode node, OrderedDictionary<string, (YamlScalar Name, YamlSequence Items)> groups)
    {
        if (node is not YamlSequence list)
        {
            return node;
        }

        // What stands there by its own name, or in an earlier group, need not stand there again.
        var present = list.Items.OfType<YamlScalar>().Select(i => i.Value).Where(i => !groups.ContainsKey(i)).ToHashSet(StringComparer.Ordinal);
        return list with { Items = [.. list.Items.SelectMany(Members)] };

        IEnumerable<YamlNode> Members(YamlNode item)
        {
            if (item is not YamlScalar name || !groups.TryGetValue(name.Value, out var group))
            {
                return [item];
            }

            _used.Add(name.Value);
            return group.Items.Items.Where(i => i is not YamlScalar scalar || present.Add(scalar.Value)).ToList();
        }
    }

    private void ReportUnused()
    {
        foreach (var (name, _) in _categories.Values.Concat(_purposes.Values).Where(g => !_used.Contains(g.Name.Value)))
        {
            _reader.Diagnostics.Report(DiagnosticIds.UnusedGroup, name.Span, $"nothing names the group {DiagnosticBag.Quote(name.Value)}");
        }
    }

    private static YamlMapping With(YamlMapping mapping, Func<string, YamlNode, YamlNode> change) =>
        mapping with { Entries = [.. mapping.Entries.Select(e => e with { Value = change(e.Key.Value, e.Value) })] };
}
