using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>Reads <c>fields:</c> and <c>extend:</c>: addresses and their descriptions.</summary>
/// <param name="reader">Sink of diagnostics.</param>
/// <param name="taxonomy">Known categories.</param>
/// <param name="list">What names in braces stand for in addresses.</param>
internal sealed class FieldBinder(NodeReader reader, DataTaxonomy taxonomy, FieldAddressList list)
{
    private static readonly OrderedDictionary<string, HashOutput> Outputs = new(StringComparer.Ordinal)
    {
        ["hex"] = HashOutput.Hex,
        ["base64url"] = HashOutput.Base64Url,
    };

    private static readonly OrderedDictionary<string, SignalKind> Signals =
        new(WordsOf<SignalKind>.All.Where(w => w.Value != SignalKind.None), StringComparer.Ordinal);

    private static readonly OrderedDictionary<string, FieldTells> Told =
        new(WordsOf<FieldTells>.All.Where(w => w.Value != FieldTells.Nothing), StringComparer.Ordinal);

    private readonly DiagnosticBag _diagnostics = reader.Diagnostics;
    private readonly AddressBinder _addresses = new(reader.Diagnostics, list);

    public ImmutableArray<FieldDeclaration> BindAll(MappingReader? fields) =>
        [.. (fields?.Entries ?? []).Select(e => Bind(e.Key, e.Value)).OfType<FieldDeclaration>()];

    private FieldDeclaration? Bind(YamlScalar key, YamlNode value)
    {
        var addresses = _addresses.Bind(key);
        if (reader.Mapping(value, DictionaryKeys.Field, key.Span, $"the field {DiagnosticBag.Quote(key.Value)}") is not { } members)
        {
            return null;
        }

        var (category, categorySpan) = BindCategory(members);
        var type = members.Word("type", WordsOf<FieldType>.All);
        var (space, isListed) = new ValueSpaceBinder(reader).Bind(members, type);
        var layers = BindLayers(members);
        var required = BindRequired(members);
        var hash = BindHash(members);
        var field = new FieldDeclaration
        {
            Addresses = addresses,
            Span = key.Span,
            Category = category,
            CategorySpan = categorySpan,
            Type = type ?? (layers.IsEmpty ? FieldType.String : FieldType.Container),
            Source = members.Word("source", WordsOf<FieldSource>.All) ?? FieldSource.Device,
            Structural = members.Flag("structural"),
            Space = space,
            IsListed = isListed,
            As = layers,
            Required = required.IsRequired,
            Surrogate = required.Surrogate,
            Shape = BindShape(members) ?? PseudonymShape.Hex32,
            Normalizer = hash.Normalizer,
            Output = hash.Output ?? HashOutput.Hex,
            Credential = members.Flag("credential"),
            SessionStart = members.Flag("sessionStart"),
            Override = members.Flag("override"),
            Positional = members.Flag("positional"),
            Subject = members.Flag("subject"),
            Signal = members.Word("signal", Signals) ?? SignalKind.None,
            Tells = members.Word("tells", Told) ?? FieldTells.Nothing,
            Effect = BindEffect(members),
        };
        members.Finish();
        FieldContradictions.Check(field, members, _diagnostics);
        return addresses.IsEmpty ? null : field;
    }

    private (string? Category, SourceSpan Span) BindCategory(MappingReader members)
    {
        var scalar = members.Text("category");
        return scalar is null ? (null, default) : (CategoryReader.Read(scalar, taxonomy, _diagnostics), scalar.Span);
    }

    private LayerFormat BindLayers(MappingReader members)
    {
        if (members.Text("as") is not { } scalar)
        {
            return LayerFormat.None;
        }

        if (!LayerChain.TryParseField(scalar.Value, out var format, out var error))
        {
            _diagnostics.Report(DiagnosticIds.MalformedLayers, scalar.Span, error);
            return LayerFormat.None;
        }

        return format;
    }

    private (bool IsRequired, Surrogate? Surrogate) BindRequired(MappingReader members)
    {
        var node = members.Optional("required");
        if (node is not YamlMapping)
        {
            return (reader.Flag(node, "'required'") ?? false, null);
        }

        var required = reader.Mapping(node, DictionaryKeys.Required, members.KeySpan("required"), "'required'")!;
        var surrogate = required.Required("surrogate");
        required.Finish();
        switch (surrogate)
        {
            case YamlScalar { Value: "request" }:
                return (true, Surrogate.PerRequest);
            case YamlScalar { Value: "session" }:
                return (true, Surrogate.PerSession);
            case YamlMapping:
                var constant = reader.Mapping(surrogate, DictionaryKeys.Constant, required.KeySpan("surrogate"), "'surrogate'")!;
                var text = constant.RequiredText("constant");
                constant.Finish();
                return (true, text is null ? null : Surrogate.Of(Encoding.UTF8.GetBytes(text.Value)));
            case YamlScalar other:
                _diagnostics.Report(DiagnosticIds.UnknownWord, other.Span, $"a surrogate is 'request', 'session' or {{ constant: \"…\" }}, not {DiagnosticBag.Quote(other.Value)}");
                return (true, null);
            default:
                return (true, null);
        }
    }

    private static (HashNormalizer? Normalizer, HashOutput? Output) BindHash(MappingReader members)
    {
        if (members.Mapping("hash") is not { } hash)
        {
            return default;
        }

        var bound = (hash.Word("normalize", WordsOf<HashNormalizer>.All), hash.Word("output", Outputs));
        hash.Finish();
        return bound;
    }

    private PseudonymShape? BindShape(MappingReader members)
    {
        if (members.Text("pseudonym") is not { } scalar)
        {
            return null;
        }

        if (!PseudonymShape.TryParse(scalar.Value, out var shape))
        {
            _diagnostics.Report(
                DiagnosticIds.MalformedShape, scalar.Span,
                $"{DiagnosticBag.Quote(scalar.Value)} is no shape of identifiers; write d10.d10, x32, uuid4, uuid7 or fb.1.d13.d10, with at most {PseudonymShape.SourceBytes} derived bytes");
        }

        return shape;
    }

    private string? BindEffect(MappingReader members) => members.Optional("effect") switch
    {
        // Diagnostics are in English.
        YamlMapping mapping when reader.ByLanguage(mapping, "'effect'") is var texts => texts.GetValueOrDefault("en") ?? texts.Values.FirstOrDefault(),
        var node => reader.Text(node, "'effect'")?.Value,
    };
}
