using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Taxonomy;

/// <summary>Resolves the names of data categories and data uses.</summary>
internal static class CategoryReader
{
    /// <param name="scalar">The name.</param>
    /// <param name="taxonomy">What there is.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="groups">Names that could stand in its place, and that an author may have meant.</param>
    public static string? Read(YamlScalar scalar, DataTaxonomy taxonomy, DiagnosticBag diagnostics, ImmutableArray<string> groups = default) =>
        Read(scalar, taxonomy.Categories, taxonomy.Deprecated, DiagnosticIds.UnknownCategory, "data category", diagnostics, groups);

    public static string? ReadUse(YamlScalar scalar, DataTaxonomy taxonomy, DiagnosticBag diagnostics) =>
        Read(scalar, taxonomy.Uses, taxonomy.Deprecated, DiagnosticIds.UnknownUse, "data use", diagnostics);

    private static string? Read(YamlScalar scalar, FrozenSet<string> keys, FrozenDictionary<string, string> deprecated, DiagnosticRule rule, string what, DiagnosticBag diagnostics, ImmutableArray<string> groups = default)
    {
        if (keys.Contains(scalar.Value))
        {
            // It still means what it meant; a policy does not break by a new taxonomy.
            if (deprecated.TryGetValue(scalar.Value, out var instead))
            {
                diagnostics.Report(DiagnosticIds.DeprecatedKey, scalar.Span, $"the {what} '{scalar.Value}' is no longer used", instead);
            }

            return scalar.Value;
        }

        diagnostics.Report(rule, scalar.Span, $"unknown {what} {DiagnosticBag.Quote(scalar.Value)}", Suggest(scalar.Value, keys, groups.IsDefault ? [] : groups.Remove(scalar.Value)));
        return null;
    }

    // Authors often write the last part only, or forget the branch it stands on: marital_status, user.marital_status.
    private static string? Suggest(string name, FrozenSet<string> keys, ImmutableArray<string> groups)
    {
        if (Spelling.Nearest(name, keys.Concat(groups)) is { } near)
        {
            return near;
        }

        var last = name[(name.LastIndexOf('.') + 1)..];
        var endings = keys.Where(k => k.EndsWith($".{last}", StringComparison.Ordinal)).ToList();
        return last.Length > 0 && endings.Count == 1 ? endings[0] : null;
    }
}
