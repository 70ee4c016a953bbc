using System.Collections.Frozen;
using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Notices.Texts;

/// <summary>The gateway's own texts for visitors, by language: those that ship with it, and what a policy's folder says otherwise.</summary>
public sealed class NoticeTexts
{
    /// <summary>The language that lends what another lacks.</summary>
    public const string DefaultLanguage = "en";

    private static readonly Lazy<NoticeTexts> Ships = new(LoadShipped);

    private readonly FrozenDictionary<string, NoticeLanguage> _languages;

    internal NoticeTexts(IEnumerable<NoticeLanguage> languages) => _languages = languages.ToFrozenDictionary(l => l.Tag, StringComparer.OrdinalIgnoreCase);

    /// <summary>The texts that ship with the gateway.</summary>
    public static NoticeTexts Shipped => Ships.Value;

    /// <summary>All languages.</summary>
    public IEnumerable<NoticeLanguage> Languages => _languages.Values;

    /// <summary>Languages of a site that there are texts in; English where there are none.</summary>
    public IReadOnlyList<NoticeLanguage> Of(CompiledSite site) =>
        site.Languages.Select(l => _languages.GetValueOrDefault(l)).OfType<NoticeLanguage>().DefaultIfEmpty(_languages[DefaultLanguage]).ToList();

    /// <summary>The language of a site by its tag, or null.</summary>
    public NoticeLanguage? Find(CompiledSite site, string? language) => Of(site).FirstOrDefault(l => l.Tag.Equals(language, StringComparison.OrdinalIgnoreCase));

    /// <summary>The language of a site that somebody likes best; else the site's first.</summary>
    /// <param name="site">The site.</param>
    /// <param name="wanted">Language tags, the most wanted first.</param>
    public NoticeLanguage Choose(CompiledSite site, IEnumerable<string> wanted)
    {
        var offered = Of(site);
        return wanted.Select(tag => offered.FirstOrDefault(o => Covers(o.Tag, tag))).FirstOrDefault(found => found is not null) ?? offered[0];
    }

    // Lookup of RFC 4647 § 3.4, one step: who wants de-AT can read de.
    private static bool Covers(string offered, string wanted) =>
        wanted.StartsWith(offered, StringComparison.OrdinalIgnoreCase) && (wanted.Length == offered.Length || wanted[offered.Length] == '-');

    private static NoticeTexts LoadShipped()
    {
        var diagnostics = new DiagnosticBag();
        var files = PolicyFiles.ReadShipped("notices", Path.Combine(AppContext.BaseDirectory, "config"), diagnostics);
        return NoticeTextsBinder.Bind(files, diagnostics);
    }
}

/// <summary>The gateway's own texts in one language.</summary>
public sealed class NoticeLanguage
{
    private readonly FrozenDictionary<string, string> _texts;

    internal NoticeLanguage(string tag, FrozenDictionary<string, string> texts)
    {
        Tag = tag;
        _texts = texts;
    }

    /// <summary>Language tag.</summary>
    public string Tag { get; }

    /// <summary>Whether it is written from right to left.</summary>
    public bool IsRightToLeft => this["language.direction"] == "rtl";

    /// <summary>A text.</summary>
    public string this[string key] => _texts[key];

    /// <summary>All keys.</summary>
    public IEnumerable<string> Keys => _texts.Keys;

    /// <summary>A text with what stands for <c>{0}</c>, <c>{1}</c> … in it.</summary>
    public string Format(string key, params ReadOnlySpan<object?> values) => string.Format(System.Globalization.CultureInfo.InvariantCulture, _texts[key], values);

    /// <summary>A text that depends on a number, which stands for <c>{0}</c>: <c>key.one</c>, <c>key.few</c>, <c>key.many</c> or <c>key.other</c>.</summary>
    public string Count(string key, int count, params ReadOnlySpan<object?> values)
    {
        var form = $"{key}.{Plural.FormOf(this["language.plural"], count)}";
        return Format(_texts.ContainsKey(form) ? form : $"{key}.other", [count, .. values]);
    }

    /// <summary>Several things in one sentence: <c>a, b and c</c>.</summary>
    public string List(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => Format("list.last", string.Join(this["list.separator"], items.Take(items.Count - 1)), items[^1]),
    };

    /// <summary>A country in words, or its code.</summary>
    public string Country(string code) => _texts.GetValueOrDefault($"country.{code}", code);

    /// <summary>A form in words, e.g. of <c>truncate (ipv4 24, ipv6 48)</c>.</summary>
    public string Form(string form) => _texts.GetValueOrDefault($"form.{form.Split(' ')[0]}", form);

    /// <summary>A text of the policy in this language; where it has none in it, in English; else in its first.</summary>
    public string Of(ImmutableSortedDictionary<string, string> byLanguage) =>
        byLanguage.TryGetValue(Tag, out var text) || byLanguage.TryGetValue(NoticeTexts.DefaultLanguage, out text) ? text : byLanguage.Values.FirstOrDefault("");
}
