using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RedactingGateway.Demo.Texts;

/// <summary>The demo's texts in one language.</summary>
internal sealed partial class Words
{
    private static readonly Words English = new("en");
    private static readonly Words German = new("de");

    private readonly FrozenDictionary<string, string> _texts;
    private readonly FrozenDictionary<string, string> _categories;

    private Words(string language)
    {
        Language = language;
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"{language}.json")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
        _categories = Categories(language);
    }

    public static IReadOnlyList<Words> All { get; } = [English, German];

    /// <summary>Language tag.</summary>
    public string Language { get; }

    /// <summary>The keys of all texts.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    public string this[string key] => _texts[key];

    /// <summary>The language that a request asks for: by <c>?lang=</c>, by the demo's cookie, by the browser's first language; English otherwise.</summary>
    public static Words Of(HttpRequest request)
    {
        var wanted = request.Query["lang"].FirstOrDefault() ?? request.Cookies["demo-lang"] ?? request.Headers.AcceptLanguage.ToString();
        return wanted.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? German : English;
    }

    public string? Find(string key) => _texts.GetValueOrDefault(key);

    /// <summary>A category in words, as the taxonomy names it.</summary>
    public string Category(string key) => _categories.GetValueOrDefault(key, key);

    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A text with a number, in singular or plural.</summary>
    public string Count(string key, int number) => Format(number == 1 ? key + ".one" : key + ".other", number);

    // The shipped taxonomy has a name for people for each category, one category a line.
    private static FrozenDictionary<string, string> Categories(string language)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "config", "taxonomy", "fideslang.yaml");
        var lines = File.Exists(file) ? File.ReadLines(file) : [];
        return lines.Select(static l => CategoryLine().Match(l)).Where(static m => m.Success)
            .DistinctBy(static m => m.Groups["key"].Value)
            .ToFrozenDictionary(static m => m.Groups["key"].Value, m => m.Groups[language].Value.Trim('\'', '"', ' '), StringComparer.Ordinal);
    }

    [GeneratedRegex("""^  (?<key>[a-z0-9_.]+): \{ name: \{ en: (?<en>'[^']*'|"[^"]*"|[^,]*), de: (?<de>'[^']*'|"[^"]*"|[^}]*) \}""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CategoryLine();
}
