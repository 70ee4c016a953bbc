using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads a vendor dictionary.</summary>
internal static class DictionaryBinder
{
    private static readonly OrderedDictionary<string, bool> Confidences = new(StringComparer.Ordinal) { ["documented"] = true, ["observed"] = false };

    public static ProtocolDeclaration? Bind(YamlDocument document, DataTaxonomy taxonomy, DiagnosticBag diagnostics)
    {
        // Errors of this file alone decide whether its dictionary is whole.
        var own = new DiagnosticBag();
        var bound = Bind(document, taxonomy, new NodeReader(own));
        if (bound is not null && !own.HasErrors)
        {
            DictionaryChecks.Check(bound, own);
        }

        own.MoveTo(diagnostics);
        return bound is null ? null : bound with { IsWhole = !own.HasErrors };
    }

    /// <summary>The protocol that a document says it is of, or null.</summary>
    public static string? NameOf(YamlDocument document) => (document.Root?.Find("protocol") as YamlScalar)?.Value;

    /// <summary>Name and facts of a dictionary that nobody uses; what is wrong with it is told to those who do.</summary>
    public static (string Name, VendorFacts Facts)? BindFacts(YamlDocument document)
    {
        if (document.Root?.Find("protocol") is not YamlScalar name)
        {
            return null;
        }

        var reader = new NodeReader(new DiagnosticBag());
        return (name.Value, new VendorFactsBinder(reader).Bind(new MappingReader(document.Root, DictionaryKeys.Dictionary, name.Span, "a dictionary", reader), name.Value));
    }

    /// <summary>Whether <paramref name="text"/> is a day such as 2026-11-01.</summary>
    public static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static ProtocolDeclaration? Bind(YamlDocument document, DataTaxonomy taxonomy, NodeReader reader)
    {
        if (document.Root is null)
        {
            return null;
        }

        var root = new MappingReader(document.Root, DictionaryKeys.Dictionary, new SourceSpan(document.File, 1, 1, 1, 1), "a dictionary", reader);
        var name = root.RequiredText("protocol");
        if (name is not null && !Names.IsName(name.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedId, name.Span, $"{DiagnosticBag.Quote(name.Value)} is no name: a lower-case letter, then letters and digits, at most 40");
        }

        if (root.Mapping("source", required: true) is { } source)
        {
            BindSource(source, reader);
        }

        var prefixes = BindPrefixes(root.Mapping("prefixes"), reader);
        var addresses = new AddressBinder(reader.Diagnostics, prefixes);
        var fields = new FieldBinder(reader, taxonomy, prefixes);
        var endpoints = new EndpointBinder(reader, fields, addresses);
        var declared = (root.Mapping("endpoints", required: true)?.Entries ?? []).Select(e => endpoints.Bind(e.Key, e.Value)).OfType<EndpointDeclaration>();
        var protocol = new ProtocolDeclaration(
            name?.Value ?? "", name?.Span ?? root.Owner, [.. declared], fields.BindAll(root.Mapping("fields")), new VendorFactsBinder(reader).Bind(root, name?.Value ?? ""),
            new RestrictionBinder(reader, taxonomy, addresses).BindAll(root.Mapping("restrictions")), prefixes, IsWhole: false);
        root.Finish();
        return name is null ? null : protocol;
    }

    private static FieldAddressList BindPrefixes(MappingReader? prefixes, NodeReader reader)
    {
        var bound = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var (key, value) in prefixes?.Entries ?? [])
        {
            // A prefix may begin with one that was named before it.
            bound[key.Value] = [.. reader.Texts(value, $"'{key.Value}'").SelectMany(t =>
                t.Value.StartsWith('{') && t.Value.IndexOf('}', StringComparison.Ordinal) is var end and > 0 && bound.TryGetValue(t.Value[1..end], out var places)
                    ? places.Select(p => p + t.Value[(end + 1)..])
                    : [t.Value])];
        }

        return new FieldAddressList(bound.ToFrozenDictionary(StringComparer.Ordinal));
    }

    // Vendors' parameter lists age: each dictionary says where it is from and from when.
    public static void BindSource(MappingReader source, NodeReader reader)
    {
        source.RequiredText("url");
        if (source.RequiredText("date") is { } date && !IsDate(date.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.InvalidText, date.Span, $"{DiagnosticBag.Quote(date.Value)} is no day such as 2026-11-01");
        }

        source.Word("confidence", Confidences);
        source.Finish();
    }
}
