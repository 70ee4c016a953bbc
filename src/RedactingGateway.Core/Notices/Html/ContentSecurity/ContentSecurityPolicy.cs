using System.Collections.Frozen;

namespace RedactingGateway.Core.Notices.Html.ContentSecurity;

/// <summary>One policy (Content Security Policy level 3, § 2.2).</summary>
internal sealed class ContentSecurityPolicy
{
    // The directives that decide, the most specific first; the first that is there counts.
    public static readonly string[] Style = ["style-src-elem", "style-src", "default-src"];
    public static readonly string[] Script = ["script-src-elem", "script-src", "default-src"];
    public static readonly string[] Form = ["form-action"];

    private static readonly FrozenSet<string> HeaderOnly = FrozenSet.Create("report-uri", "frame-ancestors", "sandbox");

    private readonly Dictionary<string, SourceList> _directives;

    private ContentSecurityPolicy(Dictionary<string, SourceList> directives) => _directives = directives;

    public static ContentSecurityPolicy Parse(string text, bool isMeta)
    {
        var directives = new Dictionary<string, SourceList>(StringComparer.Ordinal);
        foreach (var directive in text.Split(';'))
        {
            var words = directive.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
            var name = words.Length == 0 ? "" : words[0].ToLowerInvariant();
            if (name.Length > 0 && !(isMeta && HeaderOnly.Contains(name)))
            {
                // Of a directive that is repeated the first counts.
                directives.TryAdd(name, new SourceList(words[1..]));
            }
        }

        return new ContentSecurityPolicy(directives);
    }

    /// <summary>The sources that decide; null: the policy restricts nothing of that kind.</summary>
    public SourceList? Find(string[] names) => Array.Find(names, _directives.ContainsKey) is { } name ? _directives[name] : null;

    public bool Allows(string[] names, Uri page, Uri target, string? nonce, string? integrity) =>
        Find(names) is not { } sources || sources.Allows(page, target, nonce, integrity, isScript: names == Script);

    public bool SandboxForbids(string token) =>
        _directives.TryGetValue("sandbox", out var sandbox) && !sandbox.Sources.Contains(token, StringComparer.OrdinalIgnoreCase);
}
