using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Signals.Tcf;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Signals;

/// <summary>
/// Decides one purpose for one recipient: a pure function of the signals. A refusal beats a grant, unless the grant is a choice made
/// in our own notice while the browser's signal was on, and so the conflict visible. Without a signal consent is denied, and every
/// other basis permits.
/// </summary>
internal static class GrantRules
{
    /// <summary>Decides.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="destination">Whom it is for; null: for the site itself.</param>
    /// <param name="signals">The evidence.</param>
    public static GrantReason Decide(CompiledPurpose purpose, CompiledDestination? destination, in VisitorSignals signals)
    {
        var isMinor = signals.Minor || signals.Gpp is { KnownChild: true } || signals.Payload?.Gpp.Exists(static g => g.KnownChild) == true;
        if (isMinor && (purpose.NeedsConsent || purpose.IsMarketing))
        {
            return GrantReason.RefusedForMinor;
        }

        var hasAccepted = HasAccepted(purpose, signals, out var answer);
        if (purpose.CanBeRefused && Refusal(purpose, destination, signals, answer, hasAccepted) is { } refusal)
        {
            return refusal;
        }

        if (!purpose.IsFor(signals.Region))
        {
            return GrantReason.OutsideRegion;
        }

        if (hasAccepted)
        {
            return GrantReason.AcceptedByChoice;
        }

        return purpose.NeedsConsent ? Consent(purpose, destination, signals, answer) : GrantReason.PermittedByBasis;
    }

    // Our own notice counts only where the site says that choices are made there, or nowhere else.
    private static bool HasAccepted(CompiledPurpose purpose, in VisitorSignals signals, out Answer answer)
    {
        answer = Answer.NotAsked;
        if (signals.Choice.Kind != ChoiceKind.Accepted)
        {
            return false;
        }

        answer = signals.Choice.Scopes.To(purpose.Id, out var scope);
        return answer == Answer.Yes && signals is { Source: ChoiceSource.Own, Choice.IsExpired: false } && scope.SequenceEqual(purpose.Scope);
    }

    private static GrantReason? Refusal(CompiledPurpose purpose, CompiledDestination? destination, in VisitorSignals signals, Answer answer, bool hasAccepted)
    {
        if (signals.Objection is { } objection && objection.Covers(purpose.Id))
        {
            return GrantReason.RefusedByObjection;
        }

        if (signals.IsObjectionUnknown)
        {
            return GrantReason.ObjectionUnknown;
        }

        return ChoiceRefusal(destination, signals, answer)
            ?? TokenRefusal(purpose, destination, signals)
            ?? BrowserRefusal(purpose, signals, hasAccepted)
            ?? StringRefusal(purpose, destination, signals)
            ?? (signals.Payload is { } payload ? PayloadRefusal(purpose, destination, payload) : null);
    }

    private static GrantReason? ChoiceRefusal(CompiledDestination? destination, in VisitorSignals signals, Answer answer) => signals.Choice.Kind switch
    {
        ChoiceKind.Unreadable => GrantReason.UnreadableChoice,
        ChoiceKind.Refused => GrantReason.RefusedByChoice,
        ChoiceKind.Accepted when signals.IsSuperseded => GrantReason.SupersededChoice,
        ChoiceKind.Accepted when answer == Answer.No => GrantReason.RefusedByChoice,
        ChoiceKind.Accepted when destination is not null && signals.Choice.Scopes.Refuses(destination.Recipient) => GrantReason.RecipientRefused,
        _ => null,
    };

    // What the visitor's page was not to send, the site's backend does not send either, whatever the basis.
    private static GrantReason? TokenRefusal(CompiledPurpose purpose, CompiledDestination? destination, in VisitorSignals signals) =>
        signals.Token is { } token && (token.To(purpose.Id, out _) == Answer.No || (destination is not null && token.Refuses(purpose.Id, destination.Recipient)))
            ? GrantReason.RefusedByToken
            : null;

    private static GrantReason? BrowserRefusal(CompiledPurpose purpose, in VisitorSignals signals, bool hasAccepted)
    {
        if (!purpose.RefusedByGpc)
        {
            return null;
        }

        var seen = hasAccepted ? signals.Choice.SignalsWereOn : BrowserSignals.None;
        var unseen = signals.Browser & ~seen;
        return unseen.HasFlag(BrowserSignals.GlobalPrivacyControl) ? GrantReason.RefusedByGpc
            : unseen.HasFlag(BrowserSignals.DoNotTrack) ? GrantReason.RefusedByDnt
            : null;
    }

    private static GrantReason? StringRefusal(CompiledPurpose purpose, CompiledDestination? destination, in VisitorSignals signals)
    {
        if ((signals.Tcf is { } tcf && Refuses(tcf, purpose, destination)) || (signals.Gpp?.Tcf is { } inner && Refuses(inner, purpose, destination)))
        {
            return GrantReason.RefusedByTcf;
        }

        if (!signals.OtherTcf.IsDefaultOrEmpty)
        {
            foreach (var other in signals.OtherTcf)
            {
                if (Refuses(other, purpose, destination))
                {
                    return GrantReason.RefusedByTcf;
                }
            }
        }

        return signals.Gpp is { } gpp && Refuses(gpp, purpose) ? GrantReason.RefusedByGpp : null;
    }

    private static GrantReason? PayloadRefusal(CompiledPurpose purpose, CompiledDestination? destination, PayloadSignals payload)
    {
        foreach (var tcf in payload.Tcf)
        {
            if (Refuses(tcf, purpose, destination))
            {
                return GrantReason.RefusedByTcf;
            }
        }

        foreach (var gpp in payload.Gpp)
        {
            if (gpp.Tcf is { } tcf && Refuses(tcf, purpose, destination))
            {
                return GrantReason.RefusedByTcf;
            }

            if (Refuses(gpp, purpose))
            {
                return GrantReason.RefusedByGpp;
            }
        }

        if ((payload.Advertising == ConsentState.Denied && purpose.IsMarketing)
            || (payload.RefusesPersonalisation && DataTaxonomy.IsProfiling(purpose.Use))
            || (payload.Analytics == ConsentState.Denied && DataTaxonomy.Covers("analytics", purpose.Use)))
        {
            return GrantReason.RefusedByGoogle;
        }

        if (payload.OptsOut && purpose.RefusedByGpc)
        {
            return GrantReason.RefusedByOptOut;
        }

        return payload.HasTooManyCategories || (payload.RefusedCategories.Count > 0 && RefusesCategory(purpose, destination, payload))
            ? GrantReason.RefusedByPayload
            : null;
    }

    // A refused category that nobody has said the meaning of may mean any purpose.
    private static bool RefusesCategory(CompiledPurpose purpose, CompiledDestination? destination, PayloadSignals payload)
    {
        foreach (var category in payload.RefusedCategories)
        {
            if (destination is null || !destination.ConsentCategories.TryGetValue(category, out var purposes) || purposes.Contains(purpose.Id, StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // A section that is not read may have refused what sections of its kind can refuse.
    private static bool Refuses(GppString gpp, CompiledPurpose purpose) =>
        (purpose.RefusedByGpc && gpp.RefusesSaleSharingOrTargeting) || (!purpose.Tcf.IsEmpty && gpp.MayRefuseTcfPurposes);

    // Permitted by every purpose of the framework that this one stands for, on the basis that it has.
    private static bool Refuses(TcString tcf, CompiledPurpose purpose, CompiledDestination? destination) =>
        !purpose.Tcf.IsEmpty && !Permits(tcf, purpose, destination);

    private static bool Permits(TcString tcf, CompiledPurpose purpose, CompiledDestination? destination)
    {
        foreach (var number in purpose.Tcf)
        {
            if (!tcf.Permits(number, destination?.TcfVendor, asLegitimateInterest: !purpose.NeedsConsent))
            {
                return false;
            }
        }

        return true;
    }

    private static GrantReason Consent(CompiledPurpose purpose, CompiledDestination? destination, in VisitorSignals signals, Answer answer)
    {
        if (signals.Token is { } token && token.To(purpose.Id, out var scope) == Answer.Yes && scope.SequenceEqual(purpose.Scope))
        {
            return GrantReason.AcceptedByToken;
        }

        if (signals.Source == ChoiceSource.Header && !signals.Named.IsDefaultOrEmpty && signals.Named.Contains(purpose.Id, StringComparer.Ordinal))
        {
            return GrantReason.AcceptedByHeader;
        }

        var tcf = signals.Source switch { ChoiceSource.Tcf => signals.Tcf, ChoiceSource.Gpp => signals.Gpp?.GrantingTcf, _ => null };
        var isTcfGrant = tcf is not null && Grants(tcf, purpose, destination);
        if (isTcfGrant && tcf!.Check(signals.Now) == TcfValidity.Valid)
        {
            return GrantReason.AcceptedByTcf;
        }

        if (destination is not null && signals.Payload is { } payload && PayloadGrants(purpose, destination, payload, signals.Now))
        {
            return GrantReason.AcceptedByPayload;
        }

        // There is none that counts; what comes nearest to one is the reason.
        var hasOldAnswer = signals.Source == ChoiceSource.Own && answer == Answer.Yes;
        if (isTcfGrant || (hasOldAnswer && signals.Choice.IsExpired))
        {
            return GrantReason.Expired;
        }

        return hasOldAnswer || signals.Token?.To(purpose.Id, out _) == Answer.Yes ? GrantReason.ScopeChanged : GrantReason.NoConsent;
    }

    // A recipient whose number in the framework nobody has stated is no vendor that a string could name.
    private static bool Grants(TcString tcf, CompiledPurpose purpose, CompiledDestination? destination) =>
        !purpose.Tcf.IsEmpty && (destination is null || destination.TcfVendor is not null) && Permits(tcf, purpose, destination);

    private static bool PayloadGrants(CompiledPurpose purpose, CompiledDestination destination, PayloadSignals payload, DateTimeOffset now)
    {
        bool IsValidGrant(TcString? tcf) => tcf is not null && Grants(tcf, purpose, destination) && tcf.Check(now) == TcfValidity.Valid;
        return (destination.Trust.HasFlag(SignalTrust.Tcf) && payload.Tcf.Exists(IsValidGrant))
            || (destination.Trust.HasFlag(SignalTrust.Gpp) && payload.Gpp.Exists(g => IsValidGrant(g.GrantingTcf)))
            || (destination.Trust.HasFlag(SignalTrust.Google)
                && ((purpose.IsMarketing && payload is { Advertising: ConsentState.Granted, RefusesPersonalisation: false }) || (payload.Analytics == ConsentState.Granted && DataTaxonomy.Covers("analytics", purpose.Use))))
            || (destination.Trust.HasFlag(SignalTrust.Categories)
                && payload.AcceptedCategories.Any(c => destination.ConsentCategories.TryGetValue(c, out var purposes) && purposes.Contains(purpose.Id, StringComparer.Ordinal)));
    }
}
