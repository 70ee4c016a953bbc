using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Language;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>Reads single values out of the tree; what does not fit is reported and read as absent.</summary>
internal sealed partial class NodeReader(DiagnosticBag diagnostics)
{
    private static readonly FrozenSet<string> BooleanTraps =
        new[] { "yes", "no", "on", "off", "y", "n" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    public MappingReader? Mapping(YamlNode? node, MappingKeys? keys, SourceSpan owner, string what)
    {
        switch (node)
        {
            case YamlMapping mapping:
                return new MappingReader(mapping, keys, owner, what, this);
            case null or YamlProblem:
                return null;
            default:
                Diagnostics.Report(DiagnosticIds.WrongKind, node.Span, $"{what} must be a mapping, not {node.Kind}");
                return null;
        }
    }

    public YamlScalar? Text(YamlNode? node, string what, bool mayBeEmpty = false)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } scalar when EnvironmentReference.IsMatch(scalar.Value):
                Diagnostics.Report(DiagnosticIds.EnvironmentReference, scalar.Span, $"{what} is not replaced from the environment; only hosts and upstreams are");
                return null;
            case YamlScalar { IsNull: false, Value: "" } scalar when !mayBeEmpty:
                Diagnostics.Report(DiagnosticIds.InvalidText, scalar.Span, $"{what} is empty");
                return null;
            case YamlScalar { IsNull: false } scalar:
                return scalar;
            case null or YamlProblem:
                return null;
            default:
                Diagnostics.Report(DiagnosticIds.WrongKind, node.Span, $"{what} must be text, not {node.Kind}");
                return null;
        }
    }

    public ImmutableArray<YamlNode> Items(YamlNode? node, string what)
    {
        switch (node)
        {
            case YamlSequence sequence:
                return sequence.Items;
            case null or YamlProblem:
                return [];
            default:
                // A text of several lines was meant for another key.
                var hint = node is YamlScalar { IsNull: false } scalar && !scalar.Value.AsSpan().ContainsAny('\r', '\n') ? $"; write [{scalar.Value}]" : "";
                Diagnostics.Report(DiagnosticIds.WrongKind, node.Span, $"{what} must be a list, not {node.Kind}{hint}");
                return [];
        }
    }

    public ImmutableArray<YamlScalar> Texts(YamlNode? node, string what, bool mayBeEmpty = false) =>
        [.. Items(node, what).Select(item => Text(item, $"an item of {what}", mayBeEmpty)).OfType<YamlScalar>()];

    public bool? Flag(YamlNode? node, string what)
    {
        if (Text(node, what) is not { } scalar)
        {
            return null;
        }

        switch (scalar.Value)
        {
            case "true":
                return true;
            case "false":
                return false;
            default:
                var hint = BooleanTraps.Contains(scalar.Value) ? " (in YAML 1.2 yes, no, on and off are texts)" : "";
                Diagnostics.Report(DiagnosticIds.NotABoolean, scalar.Span, $"{what} must be true or false, not {DiagnosticBag.Quote(scalar.Value)}{hint}");
                return null;
        }
    }

    public int? Whole(YamlNode? node, int least, int most, string what)
    {
        if (Text(node, what) is not { } scalar)
        {
            return null;
        }

        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Diagnostics.Report(
            DiagnosticIds.InvalidNumber, scalar.Span,
            string.Create(CultureInfo.InvariantCulture, $"{what} must be a whole number from {least} to {most}, not {DiagnosticBag.Quote(scalar.Value)}"));
        return null;
    }

    public T? Word<T>(YamlNode? node, IReadOnlyDictionary<string, T> words, string what)
        where T : struct
    {
        if (Text(node, what) is not { } scalar)
        {
            return null;
        }

        if (words.TryGetValue(scalar.Value, out var word))
        {
            return word;
        }

        Diagnostics.Report(
            DiagnosticIds.UnknownWord, scalar.Span, $"{what} cannot be {DiagnosticBag.Quote(scalar.Value)}; possible: {string.Join(", ", words.Keys)}",
            Spelling.Nearest(scalar.Value, words.Keys));
        return null;
    }

    /// <summary>Texts by language; empty where there are none.</summary>
    public ImmutableSortedDictionary<string, string> ByLanguage(YamlNode? node, string what)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (node is YamlScalar { IsNull: false } bare)
        {
            Diagnostics.Report(DiagnosticIds.WrongKind, bare.Span, $"{what} needs its language, such as {{ en: \"…\" }}");
            return texts.ToImmutable();
        }

        foreach (var (key, value) in Mapping(node, keys: null, node?.Span ?? default, what)?.Entries ?? [])
        {
            if (!IsLanguage(key.Value))
            {
                Diagnostics.Report(DiagnosticIds.InvalidText, key.Span, $"{DiagnosticBag.Quote(key.Value)} is no language tag such as de, en or pt-BR");
            }
            else if (Text(value, $"{what} in {DiagnosticBag.Quote(key.Value)}") is { } text)
            {
                texts[key.Value] = text.Value;
            }
        }

        if (texts.Count == 0 && node is YamlMapping { Entries.IsEmpty: true })
        {
            Diagnostics.Report(DiagnosticIds.MissingKey, node.Span, $"{what} needs at least one language");
        }

        return texts.ToImmutable();
    }

    /// <summary>Whether <paramref name="tag"/> looks like a language tag (RFC 5646: language, perhaps script and region).</summary>
    public static bool IsLanguage(string tag) => LanguageTag.IsMatch(tag);

    [GeneratedRegex(@"\A\$\{[^{}]*\}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex EnvironmentReference { get; }

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LanguageTag { get; }
}
