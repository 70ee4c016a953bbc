using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads who issues which click id: a vendor's name, and names of URL parameters.</summary>
internal static class ClickIdBinder
{
    /// <summary>The vendor's name, or null where there is none.</summary>
    public static string? BindVendor(YamlScalar? vendor, DiagnosticBag diagnostics)
    {
        if (vendor is not null && !Names.IsName(vendor.Value))
        {
            diagnostics.Report(DiagnosticIds.MalformedId, vendor.Span, $"{DiagnosticBag.Quote(vendor.Value)} is no name: a lower-case letter, then letters and digits, at most 40");
            return null;
        }

        return vendor?.Value;
    }

    /// <summary>The parameters' names.</summary>
    public static ImmutableArray<string> Bind(YamlNode? node, NodeReader reader)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var name in reader.Texts(node, "'clickIds'"))
        {
            if (ClickIdSet.IsName(name.Value))
            {
                names.Add(name.Value);
            }
            else
            {
                reader.Diagnostics.Report(
                    DiagnosticIds.InvalidText, name.Span,
                    $"{DiagnosticBag.Quote(name.Value)} is no name of a URL parameter: letters, digits, '_', '-' and '.', at most {ClickIdSet.MaxNameBytes}");
            }
        }

        return names.ToImmutable();
    }
}
