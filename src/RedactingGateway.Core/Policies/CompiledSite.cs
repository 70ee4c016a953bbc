using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies;

/// <summary>A site that the gateway stands in front of.</summary>
/// <param name="Id">Key in the policy.</param>
/// <param name="Hosts">Host names, lower case, with port where it is not the default one.</param>
/// <param name="Upstream">Where the site runs; null: the gateway serves its trackers only.</param>
/// <param name="Span">Where the policy declares it.</param>
public sealed record CompiledSite(string Id, ImmutableArray<string> Hosts, Uri? Upstream, SourceSpan Span)
{
    /// <summary>Prefix of the gateway's own pages where the policy names none.</summary>
    public const string DefaultPrivacyPath = "/privacy-choices";

    /// <summary>Where visitors make their choices.</summary>
    public ChoiceSource Choices { get; init; }

    /// <summary>Domain whose hosts share the choice cookie, or null: it is bound to the host.</summary>
    public string? ChoiceCookieDomain { get; init; }

    /// <summary>Prefix of the gateway's own pages and of the choices API: ASCII, no trailing slash.</summary>
    public string PrivacyPath { get; init; } = DefaultPrivacyPath;

    /// <summary>Languages of its pages, the preferred one first; empty: English.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>What is put into its pages.</summary>
    public SiteNotices Notices { get; init; } = new();

    /// <summary>What becomes of known vendors' elements in its pages that no destination takes.</summary>
    public UnroutedTrackers UnroutedTrackers { get; init; }

    /// <summary>Silence of the site that ends a request, or null: the proxy's own.</summary>
    public TimeSpan? ActivityTimeout { get; init; }

    /// <summary>Who is told of refusals, or null: nobody.</summary>
    public RefusalWebhook? OnRefusal { get; init; }

    /// <summary>Name of the choice cookie.</summary>
    public string ChoiceCookieName => ChoiceCookieDomain is null ? ChoiceCookie.HostName : ChoiceCookie.DomainName;
}

/// <summary>The site's own backend, which is told of refusals, so that they reach the profiles that exist already.</summary>
/// <param name="Url">Where messages are posted.</param>
/// <param name="Secret">Key of their signature; shown nowhere.</param>
public sealed record RefusalWebhook(Uri Url, string Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => Url.ToString();
}

/// <summary>How long the gateway keeps what it must keep of choices.</summary>
/// <param name="ConsentProofMonths">Months for which a consent record is kept after its last entry.</param>
public sealed record ChoiceRetention(int ConsentProofMonths = ChoiceRetention.DefaultConsentProofMonths)
{
    /// <summary>36 months: the regular limitation period of §§ 195, 199 BGB.</summary>
    public const int DefaultConsentProofMonths = 36;
}
