using System.Collections.Immutable;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Signals;

/// <summary>All evidence of the visitor's will that one request carries.</summary>
public readonly record struct VisitorSignals
{
    /// <summary>Where the site says that choices are made.</summary>
    public ChoiceSource Source { get; init; }

    /// <summary>What the gateway's own choice cookie says.</summary>
    public StoredChoice Choice { get; init; }

    /// <summary>Whether the consent record says that the cookie is an older copy: the record counts.</summary>
    public bool IsSuperseded { get; init; }

    /// <summary>What the browser says by itself.</summary>
    public BrowserSignals Browser { get; init; }

    /// <summary>What a valid grant token says that the site's backend attached to its own event.</summary>
    public ChosenScopes? Token { get; init; }

    /// <summary>Purposes that the site's backend or a trusted proxy names as accepted (<c>choices: header</c>), or default: none named.</summary>
    public ImmutableArray<string> Named { get; init; }

    /// <summary>TC string off the cookie or a trusted header.</summary>
    public TcString? Tcf { get; init; }

    /// <summary>Further TC strings, where the cookie came more than once, or default: they can only refuse.</summary>
    public ImmutableArray<TcString> OtherTcf { get; init; }

    /// <summary>GPP string off a trusted header.</summary>
    public GppString? Gpp { get; init; }

    /// <summary>Whether the visitor is known to be a minor.</summary>
    public bool Minor { get; init; }

    /// <summary>Region (ISO 3166-1, perhaps with subdivision: <c>DE</c>, <c>US-CA</c>), or null: not known.</summary>
    public string? Region { get; init; }

    /// <summary>Objection of a subject that the request names, or null: there is none.</summary>
    public Objection? Objection { get; init; }

    /// <summary>Whether it could not be found out if there is an objection: then there is one.</summary>
    public bool IsObjectionUnknown { get; init; }

    /// <summary>What the payload says, or null: not read.</summary>
    public PayloadSignals? Payload { get; init; }

    /// <summary>Signals that could not be decoded: they grant nothing.</summary>
    public int Undecodable { get; init; }

    /// <summary>The time that strings are too old or too new at.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>A visitor of whom nothing is known.</summary>
    public static VisitorSignals None => default;
}

/// <summary>Where a site's visitors make their choices (<c>choices:</c>).</summary>
public enum ChoiceSource
{
    /// <summary>In the gateway's own notices; its cookie keeps them.</summary>
    Own,

    /// <summary>In a consent platform that writes an IAB TC string.</summary>
    Tcf,

    /// <summary>In a consent platform that writes an IAB GPP string.</summary>
    Gpp,

    /// <summary>At the site, which names accepted purposes in a header.</summary>
    Header,
}

/// <summary>Payload signals that may grant, and not only refuse (<c>signals: trust:</c>).</summary>
[Flags]
public enum SignalTrust
{
    /// <summary>None: whatever the payload says can only refuse.</summary>
    None = 0,

    /// <summary>TC strings.</summary>
    Tcf = 1,

    /// <summary>GPP strings.</summary>
    Gpp = 2,

    /// <summary>Google's consent parameters, and other vendors' like them.</summary>
    Google = 4,

    /// <summary>Consent objects with categories of the site's own.</summary>
    Categories = 8,
}
