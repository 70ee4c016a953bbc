namespace RedactingGateway.Pipeline;

/// <summary>Header fields in which the gateway and the site (or a trusted proxy) tell each other of the visitor's will.</summary>
internal static class SiteHeaders
{
    /// <summary>All of them begin so; what comes from outside is taken off before the site sees the request.</summary>
    public const string Prefix = "X-Privacy-";

    /// <summary>To the site: ids of the granted purposes, separated by commas; empty: none.</summary>
    public const string Grant = "X-Privacy-Grant";

    /// <summary>To the site, and back with the events that its backend sends: the grant token.</summary>
    public const string GrantToken = "X-Privacy-Grant-Token";

    /// <summary>From a trusted peer, where the site says <c>choices: header</c>: ids of accepted purposes.</summary>
    public const string Choices = "X-Privacy-Choices";

    /// <summary>From a trusted peer: TC string.</summary>
    public const string Tcf = "X-Privacy-TCF";

    /// <summary>From a trusted peer: GPP string.</summary>
    public const string Gpp = "X-Privacy-GPP";

    /// <summary>From a trusted peer: sections of the GPP string that are in force.</summary>
    public const string GppSections = "X-Privacy-GPP-SID";

    /// <summary>From a trusted peer: region of the visitor.</summary>
    public const string Region = "X-Privacy-Region";

    /// <summary>From anybody, because it can only refuse: <c>1</c>, the visitor is a minor.</summary>
    public const string Minor = "X-Privacy-Minor";

    /// <summary>The same as a cookie that the site sets.</summary>
    public const string MinorCookie = "privacy-minor";

    /// <summary>Whether a site may take a header for one of these.</summary>
    public static bool Claims(string name) => CgiName.StartsWith(name, Prefix);

    /// <summary>Whether the request has a header that only trusted peers may send.</summary>
    public static bool ClaimsTrust(IHeaderDictionary headers) =>
        headers.ContainsKey(Choices) || headers.ContainsKey(Tcf) || headers.ContainsKey(Gpp) || headers.ContainsKey(GppSections) || headers.ContainsKey(Region);
}
