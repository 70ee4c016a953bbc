using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace RedactingGateway.Demo.Texts;

/// <summary>The demo's pages: HTML files with <c>{{name}}</c> for a text or value, always encoded, and <c>{{{name}}}</c> for markup of the demo's own.</summary>
internal static partial class Template
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <summary>A file of the demo as it is.</summary>
    public static string Read(string name) => Files.GetOrAdd(name, static n =>
    {
        using var stream = typeof(Template).Assembly.GetManifestResourceStream(n) ?? throw new FileNotFoundException($"There is no file '{n}' in the demo.", n);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>A page: values stand before texts of the same name.</summary>
    public static string Render(string name, Words words, params IEnumerable<KeyValuePair<string, string>> values)
    {
        var byName = new Dictionary<string, string>(values, StringComparer.Ordinal);
        return Place().Replace(Read(name), place =>
        {
            var text = byName.GetValueOrDefault(place.Groups["name"].Value) ?? words[place.Groups["name"].Value];
            return place.Value.StartsWith("{{{", StringComparison.Ordinal) ? text : Encoder.Encode(text);
        });
    }

    public static string Encode(string text) => Encoder.Encode(text);

    [GeneratedRegex(@"\{\{\{?(?<name>[a-zA-Z.]+)\}?\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
