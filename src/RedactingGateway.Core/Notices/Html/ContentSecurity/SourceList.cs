namespace RedactingGateway.Core.Notices.Html.ContentSecurity;

/// <summary>The sources of one directive (Content Security Policy level 3, § 6.7.2).</summary>
internal sealed class SourceList
{
    private const string NoncePrefix = "'nonce-";

    private readonly bool _isStrictDynamic;

    public SourceList(string[] sources)
    {
        Sources = sources;
        Nonces = [.. sources.Where(s => s.StartsWith(NoncePrefix, StringComparison.OrdinalIgnoreCase) && s.EndsWith('\'')).Select(s => s[NoncePrefix.Length..^1]).Where(s => s.Length > 0)];
        _isStrictDynamic = sources.Contains("'strict-dynamic'", StringComparer.OrdinalIgnoreCase);
    }

    public string[] Sources { get; }

    public string[] Nonces { get; }

    public bool Allows(Uri page, Uri target, string? nonce, string? integrity, bool isScript)
    {
        if (nonce is not null && Nonces.Contains(nonce, StringComparer.Ordinal))
        {
            return true;
        }

        // Every hash of the integrity must be named (level 3, § 6.7.1.1).
        if (isScript && integrity is not null
            && integrity.Split(' ', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } hashes
            && Array.TrueForAll(hashes, hash => Sources.Contains($"'{hash}'", StringComparer.Ordinal)))
        {
            return true;
        }

        return !(isScript && _isStrictDynamic) && Array.Exists(Sources, source => Matches(source, page, target));
    }

    private static bool Matches(string source, Uri page, Uri target)
    {
        if (source.StartsWith('\''))
        {
            return source.Equals("'self'", StringComparison.OrdinalIgnoreCase) && IsSameOrigin(page, target);
        }

        if (source == "*")
        {
            return target.Scheme is "http" or "https" || target.Scheme == page.Scheme;
        }

        if (source.EndsWith(':') && !source.Contains('/'))
        {
            return MatchesScheme(source[..^1], target);
        }

        return MatchesHost(source, page, target);
    }

    // An upgrade from http to https is the same origin here.
    private static bool IsSameOrigin(Uri page, Uri target) =>
        string.Equals(page.Host, target.Host, StringComparison.OrdinalIgnoreCase)
        && (page.Scheme == target.Scheme ? page.Port == target.Port : page is { Scheme: "http", IsDefaultPort: true } && target is { Scheme: "https", IsDefaultPort: true });

    private static bool MatchesScheme(string scheme, Uri target) =>
        string.Equals(scheme, target.Scheme, StringComparison.OrdinalIgnoreCase)
        || (string.Equals(scheme, "http", StringComparison.OrdinalIgnoreCase) && target.Scheme == "https");

    private static bool MatchesHost(string source, Uri page, Uri target)
    {
        var rest = source;
        var scheme = page.Scheme;
        if (rest.IndexOf("://", StringComparison.Ordinal) is >= 0 and var colon)
        {
            scheme = rest[..colon];
            rest = rest[(colon + 3)..];
        }

        var slash = rest.IndexOf('/');
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
        var portAt = authority.LastIndexOf(':');
        var (host, port) = portAt < 0 || authority.EndsWith(']') ? (authority, "") : (authority[..portAt], authority[(portAt + 1)..]);
        return MatchesScheme(scheme, target) && MatchesName(host, target.Host) && MatchesPort(port, scheme, target) && MatchesPath(path, target.AbsolutePath);
    }

    private static bool MatchesName(string pattern, string host) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? host.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);

    private static bool MatchesPort(string port, string scheme, Uri target) => port switch
    {
        "" => target.IsDefaultPort,
        "*" => true,
        "80" => target.Port == 80 || (target.Port == 443 && scheme is "http" or "https"),
        _ => port == target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static bool MatchesPath(string pattern, string path) =>
        pattern.Length == 0 || pattern == "/" || (pattern.EndsWith('/') ? path.StartsWith(pattern, StringComparison.Ordinal) : path == pattern);
}
