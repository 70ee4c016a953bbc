using System.Collections.Frozen;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Notices.Texts;

/// <summary>Reads <c>notices/*.yaml</c>: one file a language, one text a key. What an author's file lacks is the shipped text, or the English one.</summary>
internal sealed partial class NoticeTextsBinder(NodeReader reader)
{
    // Names of countries and forms may be added: a policy can name others than those that ship.
    private static readonly string[] OpenPrefixes = ["country.", "form."];

    public static NoticeTexts Bind(IEnumerable<PolicyFile> files, DiagnosticBag diagnostics)
    {
        var binder = new NoticeTextsBinder(new NodeReader(diagnostics));
        var texts = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);

        // Shipped files first: an author's file says what is otherwise. English is what the others are held against.
        foreach (var file in files.OrderByDescending(f => f.IsShipped).ThenByDescending(f => Language(f) == NoticeTexts.DefaultLanguage))
        {
            binder.Add(file, texts, diagnostics);
        }

        var english = texts.GetValueOrDefault(NoticeTexts.DefaultLanguage) ?? [];
        return new NoticeTexts(texts.Select(t => new NoticeLanguage(t.Key, Complete(t.Value, english))));
    }

    private static FrozenDictionary<string, string> Complete(Dictionary<string, string> texts, Dictionary<string, string> english)
    {
        foreach (var (key, text) in english)
        {
            texts.TryAdd(key, text);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Language(PolicyFile file) => Path.GetFileNameWithoutExtension(file.Name);

    private void Add(PolicyFile file, SortedDictionary<string, Dictionary<string, string>> texts, DiagnosticBag diagnostics)
    {
        var language = Language(file);
        if (YamlTreeParser.Parse(file.Shown, file.Text, diagnostics).Root is not { } root)
        {
            return;
        }

        var known = texts.TryGetValue(language, out var there) ? there : texts[language] = new(StringComparer.Ordinal);
        var english = texts[NoticeTexts.DefaultLanguage];
        foreach (var (key, value) in root.Entries)
        {
            if (reader.Text(value, $"the text '{key.Value}'") is not { } text)
            {
                continue;
            }

            if (!file.IsShipped || language != NoticeTexts.DefaultLanguage)
            {
                Check(key, text, english, diagnostics);
            }

            known[key.Value] = text.Value;
        }

        var lacking = english.Keys.Where(k => !known.ContainsKey(k) && !IsPluralOfAnother(k)).Order(StringComparer.Ordinal).ToList();
        if (lacking.Count > 0)
        {
            var more = lacking.Count > 3 ? $" and {lacking.Count - 3} more" : "";
            diagnostics.Report(DiagnosticIds.TextsIncomplete, root.Span, $"{language} lacks {string.Join(", ", lacking.Take(3).Select(k => $"'{k}'"))}{more}; visitors read them in English");
        }
    }

    // A language without a form for one thing has no text for it.
    private static bool IsPluralOfAnother(string key) => key.EndsWith(".one", StringComparison.Ordinal);

    private static void Check(YamlScalar key, YamlScalar text, Dictionary<string, string> english, DiagnosticBag diagnostics)
    {
        if (key.Value == "language.plural" && !Plural.Families.Contains(text.Value, StringComparer.Ordinal))
        {
            diagnostics.Report(DiagnosticIds.UnknownWord, text.Span, $"there is no family of plurals {DiagnosticBag.Quote(text.Value)}; there are {string.Join(", ", Plural.Families)}");
        }

        var like = Other(key.Value);
        if (!english.TryGetValue(like, out var original))
        {
            if (!Array.Exists(OpenPrefixes, p => key.Value.StartsWith(p, StringComparison.Ordinal)))
            {
                diagnostics.Report(DiagnosticIds.UnknownKey, key.Span, $"there is no text {DiagnosticBag.Quote(key.Value)}", Spelling.Nearest(key.Value, english.Keys));
            }

            return;
        }

        var (expected, found) = (Placeholders(original), Placeholders(text.Value));
        if (!found.IsSubsetOf(expected))
        {
            diagnostics.Report(DiagnosticIds.TextPlaceholder, text.Span, $"'{key.Value}' has {string.Join(", ", found.Except(expected))}, which nothing stands for here; possible: {(expected.Count == 0 ? "none" : string.Join(", ", expected))}");
        }
    }

    // The forms of one text take the same values.
    private static string Other(string key) => key.Split('.')[^1] is "one" or "few" or "many" ? $"{key[..key.LastIndexOf('.')]}.other" : key;

    private static SortedSet<string> Placeholders(string text) => new(Brace().Matches(text).Select(m => m.Value), StringComparer.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}?|\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brace();
}
