using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Options;

namespace RedactingGateway.Privacy;

/// <summary>The gateway's own texts for visitors, by language: those that ship with it, and what a policy's folder says otherwise.</summary>
internal sealed class NoticeTexts
{
    private const string DefaultLanguage = "en";
    private const string ResourcePrefix = "notices.";
    private const string ResourceSuffix = ".json";

    private readonly FrozenDictionary<string, NoticeLanguage> _languages;

    private NoticeTexts(FrozenDictionary<string, NoticeLanguage> languages) => _languages = languages;

    /// <summary>Reads <c>notices/*.json</c>; keys that a file lacks keep the shipped text, or the English one.</summary>
    /// <exception cref="StartRefusedException">A file cannot be read.</exception>
    public static NoticeTexts Load(string configDirectory)
    {
        var assembly = typeof(NoticeTexts).Assembly;
        var texts = new Dictionary<string, Dictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            texts[name[ResourcePrefix.Length..^ResourceSuffix.Length]] = JsonSerializer.Deserialize(stream, PrivacyJson.Default.DictionaryStringString)!;
        }

        var english = texts[DefaultLanguage].ToImmutableDictionary(StringComparer.Ordinal);
        var folder = Path.Combine(configDirectory, "notices");
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [])
        {
            var language = Path.GetFileNameWithoutExtension(file);
            var own = Read(file);
            var known = texts.TryGetValue(language, out var shipped) ? shipped : texts[language] = new(english, StringComparer.Ordinal);
            foreach (var (key, text) in own)
            {
                known[key] = text;
            }
        }

        return new(texts.ToFrozenDictionary(t => t.Key, t => new NoticeLanguage(t.Key, t.Value.ToFrozenDictionary(StringComparer.Ordinal)), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Languages of a site that there are texts in; English where there are none.</summary>
    public IReadOnlyList<NoticeLanguage> Of(CompiledSite site) =>
        site.Languages.Select(l => _languages.GetValueOrDefault(l)).OfType<NoticeLanguage>().DefaultIfEmpty(_languages[DefaultLanguage]).ToList();

    /// <summary>The language of a site by its tag, or null.</summary>
    public NoticeLanguage? Find(CompiledSite site, string? language) => Of(site).FirstOrDefault(l => l.Tag.Equals(language, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language of a site that a browser likes best; else the site's first.</summary>
    public NoticeLanguage Choose(CompiledSite site, IHeaderDictionary headers)
    {
        var offered = Of(site);
        if (offered.Count > 1 && StringWithQualityHeaderValue.TryParseList(headers.AcceptLanguage, out var wanted))
        {
            // Stable: of equal quality the first counts.
            foreach (var language in wanted.Where(w => w.Quality is null or > 0).OrderByDescending(w => w.Quality ?? 1))
            {
                var tag = language.Value.ToString();
                if (offered.FirstOrDefault(o => Covers(o.Tag, tag)) is { } found)
                {
                    return found;
                }
            }
        }

        return offered[0];
    }

    // Lookup of RFC 4647 § 3.4, one step: who wants de-AT can read de.
    private static bool Covers(string offered, string wanted) =>
        wanted.StartsWith(offered, StringComparison.OrdinalIgnoreCase) && (wanted.Length == offered.Length || wanted[offered.Length] == '-');

    private static Dictionary<string, string> Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(file), PrivacyJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartRefusedException($"The texts in {file} cannot be read: they must be one JSON object of texts ({e.GetType().Name}).");
        }
    }
}

/// <summary>The gateway's own texts in one language.</summary>
internal sealed class NoticeLanguage(string tag, FrozenDictionary<string, string> texts)
{
    /// <summary>Language tag.</summary>
    public string Tag => tag;

    /// <summary>A text.</summary>
    public string this[string key] => texts[key];

    /// <summary>A text with what stands for <c>{0}</c> and <c>{1}</c> in it.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, texts[key], values);

    /// <summary>A country in words, or its code.</summary>
    public string Country(string code) => texts.GetValueOrDefault($"country.{code}", code);

    /// <summary>A form in words, e.g. of <c>truncate (ipv4 24, ipv6 48)</c>.</summary>
    public string Form(string form) => texts.GetValueOrDefault($"form.{form.Split(' ')[0]}", form);

    /// <summary>A text of the policy in this language; where it has none in it, in English; else in its first.</summary>
    public string Of(ImmutableSortedDictionary<string, string> byLanguage) =>
        byLanguage.TryGetValue(tag, out var text) || byLanguage.TryGetValue("en", out text) ? text : byLanguage.Values.FirstOrDefault("");
}
