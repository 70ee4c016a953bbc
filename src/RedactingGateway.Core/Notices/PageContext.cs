using System.Collections.Immutable;
using RedactingGateway.Core.Notices.Html.ContentSecurity;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices;

/// <summary>One page of a site, and the visitor whom it is for.</summary>
public sealed record PageContext
{
    /// <summary>The policy that the page is made by.</summary>
    public required PolicySnapshot Policy { get; init; }

    /// <summary>The site.</summary>
    public required CompiledSite Site { get; init; }

    /// <summary>The visitor's will.</summary>
    public required VisitorSignals Signals { get; init; }

    /// <summary>The page's address, as the visitor's browser has it.</summary>
    public required Uri Address { get; init; }

    /// <summary>Path and query as the browser spelled them: where a form returns to.</summary>
    public required string Target { get; init; }

    /// <summary>Languages that the browser asks for, the most wanted first.</summary>
    public ImmutableArray<string> AcceptedLanguages { get; init; } = [];

    /// <summary>Enforced content security policies of the page's header; those in the page come with it.</summary>
    public ImmutableArray<string> HeaderPolicies { get; init; } = [];

    /// <summary>Whether the page is shown in a frame of another: then it says nothing on its own, and its elements are looked at.</summary>
    public bool IsFramed { get; init; }

    /// <summary>What was just saved, <c>refused</c> or <c>accepted</c>, or null.</summary>
    public string? Saved { get; init; }

    /// <summary>What the addresses of the gateway's own pages begin with, in links of this page.</summary>
    public string PrivacyPrefix { get => field ?? Site.PrivacyPath; init; }

    /// <summary>The time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the page's policies, header and page together, allow what is asked.</summary>
    /// <param name="metaPolicies">Policies in the page's head.</param>
    public ContentSecurityPolicies ContentSecurity(IReadOnlyList<string> metaPolicies) => ContentSecurityPolicies.Parse(HeaderPolicies, metaPolicies);
}
