using System.Collections.Frozen;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Taxonomy;

/// <summary>Resolves the names of data categories and data uses.</summary>
internal static class CategoryReader
{
    public static string? Read(YamlScalar scalar, DataTaxonomy taxonomy, DiagnosticBag diagnostics) =>
        Read(scalar, taxonomy.Categories, taxonomy.Deprecated, DiagnosticIds.UnknownCategory, "data category", diagnostics);

    public static string? ReadUse(YamlScalar scalar, DataTaxonomy taxonomy, DiagnosticBag diagnostics) =>
        Read(scalar, taxonomy.Uses, taxonomy.Deprecated, DiagnosticIds.UnknownUse, "data use", diagnostics);

    private static string? Read(YamlScalar scalar, FrozenSet<string> keys, FrozenDictionary<string, string> deprecated, DiagnosticRule rule, string what, DiagnosticBag diagnostics)
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

        diagnostics.Report(rule, scalar.Span, $"unknown {what} {DiagnosticBag.Quote(scalar.Value)}", Suggest(scalar.Value, keys));
        return null;
    }

    // Authors often write the last part only, or forget the branch it stands on: marital_status, user.marital_status.
    private static string? Suggest(string name, FrozenSet<string> keys)
    {
        if (Spelling.Nearest(name, keys) is { } near)
        {
            return near;
        }

        var last = name[(name.LastIndexOf('.') + 1)..];
        var endings = keys.Where(k => k.EndsWith($".{last}", StringComparison.Ordinal)).ToList();
        return last.Length > 0 && endings.Count == 1 ? endings[0] : null;
    }
}
