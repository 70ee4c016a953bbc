using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads the form in which a category leaves: a word, or a mapping with its parameters.</summary>
internal sealed class FormBinder(NodeReader reader)
{
    private static readonly string[] WordsForNothing = ["drop", "strip", "remove", "redact", "deny", "block", "none"];

    private readonly DiagnosticBag _diagnostics = reader.Diagnostics;
    private readonly FormParameterBinder _parameters = new(reader);

    public FormDeclaration? Bind(YamlNode? node)
    {
        switch (node)
        {
            case YamlMapping { Entries: [var (key, value)] }:
                return Kind(key) is { } kind ? BindParameters(kind, key, value) : null;
            case YamlMapping:
                _diagnostics.Report(DiagnosticIds.UnknownForm, node.Span, "a form is one word, or one word with its parameters");
                return null;
            default:
                return reader.Text(node, "a form") is { } word && Kind(word) is { } simple ? BindWord(simple, word) : null;
        }
    }

    private FormKind? Kind(YamlScalar word)
    {
        if (WordsOf<FormKind>.All.TryGetValue(word.Value, out var kind))
        {
            return kind;
        }

        var names = WordsOf<FormKind>.All.Keys;
        var hint = WordsForNothing.Contains(word.Value)
            ? "a category that shall not leave is left out of allow:, or stands under never:"
            : $"possible: {string.Join(", ", names)}";
        _diagnostics.Report(DiagnosticIds.UnknownForm, word.Span, $"unknown form {DiagnosticBag.Quote(word.Value)}; {hint}", Spelling.Nearest(word.Value, names));
        return null;
    }

    private FormDeclaration? BindWord(FormKind kind, YamlScalar word)
    {
        var needed = kind switch
        {
            FormKind.Pseudonymize => "{ pseudonymize: { rotate: 30d } }",
            FormKind.Truncate => "{ truncate: { ipv4: 24, ipv6: 48 } } for addresses, { truncate: { to: year } } for dates",
            FormKind.Mask => "{ mask: { last: 4 } }",
            FormKind.Bucket => "{ bucket: { bounds: [0, 50, 100] } }",
            FormKind.Round => "{ round: { to: 5 } }",
            FormKind.Replace => "{ replace: \"…\" }",
            _ => null,
        };
        if (needed is null)
        {
            return new FormDeclaration { Kind = kind, Span = word.Span };
        }

        _diagnostics.Report(DiagnosticIds.FormParameters, word.Span, $"'{word.Value}' needs its parameters: {needed}");
        return null;
    }

    private FormDeclaration? BindParameters(FormKind kind, YamlScalar key, YamlNode value)
    {
        var form = new FormDeclaration { Kind = kind, Span = key.Span };
        switch (kind)
        {
            case FormKind.Replace:
                return reader.Text(value, "'replace'") is { } text ? form with { Replacement = text.Value } : null;
            case FormKind.Keep or FormKind.Hash or FormKind.Generalize:
                _diagnostics.Report(DiagnosticIds.FormParameters, key.Span, $"'{key.Value}' has no parameters; write {key.Value}");
                return null;
            default:
                break;
        }

        if (value is YamlScalar { IsNull: true })
        {
            return BindWord(kind, key);
        }

        if (reader.Mapping(value, PurposeKeys.Form.Key(key.Value).Value.Members, key.Span, $"'{key.Value}'") is not { } members)
        {
            return null;
        }

        var bound = _parameters.Bind(form, members);
        members.Finish();
        return bound;
    }
}
