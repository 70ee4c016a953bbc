namespace RedactingGateway.Core.Notices.Html.ContentSecurity;

/// <summary>
/// What the enforced content security policies of a page allow us; the site's policies are read, never edited. Give it those of the header
/// and those of meta elements. Report-only policies are read the same way, on their own: what they forbid would be reported.
/// </summary>
public sealed class ContentSecurityPolicies
{
    private readonly ContentSecurityPolicy[] _policies;

    private ContentSecurityPolicies(ContentSecurityPolicy[] policies) => _policies = policies;

    /// <summary>No policy: everything is allowed.</summary>
    public static ContentSecurityPolicies None { get; } = new([]);

    /// <summary>A nonce that every policy takes for style elements and links; null: none is shared, or none is needed.</summary>
    public string? StyleNonce => SharedNonce(ContentSecurityPolicy.Style);

    /// <summary>A nonce that every policy takes for scripts; null: none is shared, or none is needed.</summary>
    public string? ScriptNonce => SharedNonce(ContentSecurityPolicy.Script);

    /// <summary>Reads policies.</summary>
    /// <param name="headers">Values of header lines; each may hold several policies, with commas between them.</param>
    /// <param name="metas">Contents of meta elements; what only counts in headers is left out.</param>
    public static ContentSecurityPolicies Parse(IEnumerable<string> headers, IEnumerable<string>? metas = null) => new(
    [
        .. headers.SelectMany(value => value.Split(',')).Select(text => ContentSecurityPolicy.Parse(text, isMeta: false)),
        .. (metas ?? []).Select(text => ContentSecurityPolicy.Parse(text, isMeta: true)),
    ]);

    /// <summary>Whether every policy lets the page load a stylesheet.</summary>
    /// <param name="page">The page's address.</param>
    /// <param name="asset">The stylesheet's address.</param>
    /// <param name="nonce">The nonce that its element carries, or null.</param>
    public bool AllowsStylesheet(Uri page, Uri asset, string? nonce = null) =>
        Array.TrueForAll(_policies, policy => policy.Allows(ContentSecurityPolicy.Style, page, asset, nonce, integrity: null));

    /// <summary>Whether every policy lets the page load a script.</summary>
    /// <param name="page">The page's address.</param>
    /// <param name="asset">The script's address.</param>
    /// <param name="nonce">The nonce that its element carries, or null.</param>
    /// <param name="integrity">Its integrity, such as <c>sha384-…</c>, or null: a policy may name a script by its hash.</param>
    public bool AllowsScript(Uri page, Uri asset, string? nonce = null, string? integrity = null) =>
        Array.TrueForAll(_policies, policy => !policy.SandboxForbids("allow-scripts")
            && policy.Allows(ContentSecurityPolicy.Script, page, asset, nonce, integrity));

    /// <summary>Whether every policy lets the page send a form.</summary>
    public bool AllowsForm(Uri page, Uri action) =>
        Array.TrueForAll(_policies, policy => !policy.SandboxForbids("allow-forms") && policy.Allows(ContentSecurityPolicy.Form, page, action, nonce: null, integrity: null));

    // A policy that restricts nothing takes every nonce.
    private string? SharedNonce(string[] directives)
    {
        var restricting = _policies.Select(policy => policy.Find(directives)).OfType<SourceList>().ToArray();
        return restricting.Length == 0 ? null : restricting[0].Nonces.FirstOrDefault(nonce => Array.TrueForAll(restricting, list => list.Nonces.Contains(nonce)));
    }
}
