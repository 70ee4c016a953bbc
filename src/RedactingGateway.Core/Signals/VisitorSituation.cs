using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Signals;

/// <summary>The five visitors that a policy is tried out with.</summary>
public enum VisitorSituation
{
    /// <summary>Has not chosen yet.</summary>
    New,

    /// <summary>Accepted everything, in today's scope.</summary>
    Accepted,

    /// <summary>Refused everything that can be refused.</summary>
    Refused,

    /// <summary>Has not chosen, and the browser sends <c>Sec-GPC: 1</c>.</summary>
    Gpc,

    /// <summary>A minor who accepted everything.</summary>
    Minor,
}

/// <summary>What the five visitors send.</summary>
public static class VisitorSituations
{
    /// <summary>The evidence outside of the request itself.</summary>
    /// <param name="situation">Whose.</param>
    /// <param name="destination">Where the request goes.</param>
    /// <param name="now">When.</param>
    public static VisitorSignals SignalsFor(this VisitorSituation situation, CompiledDestination destination, DateTimeOffset now) => situation switch
    {
        VisitorSituation.Accepted => new VisitorSignals { Now = now, Choice = Accept(destination, now) },
        VisitorSituation.Refused => new VisitorSignals { Now = now, Choice = StoredChoice.Refused },
        VisitorSituation.Gpc => new VisitorSignals { Now = now, Browser = BrowserSignals.GlobalPrivacyControl },
        VisitorSituation.Minor => new VisitorSignals { Now = now, Choice = Accept(destination, now), Minor = true },
        _ => new VisitorSignals { Now = now },
    };

    private static StoredChoice Accept(CompiledDestination destination, DateTimeOffset now) => new()
    {
        Kind = ChoiceKind.Accepted,
        Scopes = new ChosenScopes(ChosenScopes.Write(destination.Purposes.Select(p => KeyValuePair.Create(p.Id, (string?)p.Scope)), []).AsMemory()),
        Time = now,
    };
}
