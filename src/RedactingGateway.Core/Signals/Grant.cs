using System.Collections.Immutable;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Signals;

/// <summary>The purposes of a destination that are permitted for one request, with a reason for each.</summary>
/// <param name="Purposes">One bit a purpose of the destination.</param>
/// <param name="Reasons">One reason a purpose, in bit order.</param>
public readonly record struct Grant(ulong Purposes, ImmutableArray<GrantReason> Reasons)
{
    /// <summary>Whether nothing is permitted: the body is not even read.</summary>
    public bool IsEmpty => Purposes == 0;

    /// <summary>Whether some purpose is missing because the visitor refused it.</summary>
    public bool WasRefused => Reasons.Any(r => r is GrantReason.RefusedByChoice or GrantReason.RefusedByGpc or GrantReason.UnreadableChoice);

    /// <summary>The final grant, after signals inside the payload: they can only take purposes away.</summary>
    /// <param name="refused">Purposes that the payload refuses.</param>
    public Grant Narrow(ulong refused)
    {
        if ((Purposes & refused) == 0)
        {
            return this;
        }

        var reasons = Reasons.ToBuilder();
        for (var i = 0; i < reasons.Count; i++)
        {
            if ((Purposes & refused & (1UL << i)) != 0)
            {
                reasons[i] = GrantReason.RefusedByPayload;
            }
        }

        return new Grant(Purposes & ~refused, reasons.MoveToImmutable());
    }

    /// <summary>Decides which purposes of <paramref name="destination"/> the visitor's signals permit.</summary>
    /// <remarks>
    /// A refusal beats a grant, unless the grant is a stored choice that was made while the refusal was visible. A choice
    /// counts only as far as the scope that was accepted is today's scope. Without a signal: consent is denied, every
    /// other basis permits.
    /// </remarks>
    public static Grant Decide(CompiledDestination destination, VisitorSignals signals)
    {
        var reasons = ImmutableArray.CreateBuilder<GrantReason>(destination.Purposes.Length);
        var granted = 0UL;
        for (var i = 0; i < destination.Purposes.Length; i++)
        {
            var reason = Decide(destination.Purposes[i], signals);
            reasons.Add(reason);
            if (reason is GrantReason.AcceptedByChoice or GrantReason.PermittedByBasis)
            {
                granted |= 1UL << i;
            }
        }

        return new Grant(granted, reasons.MoveToImmutable());
    }

    private static GrantReason Decide(CompiledPurpose purpose, VisitorSignals signals)
    {
        var choice = signals.Choice;
        var canBeRefused = purpose.NeedsConsent || purpose.Basis is LegalBasis.LegitimateInterests or LegalBasis.PublicTask;
        var accepted = choice.Kind == ChoiceKind.Accepted && choice.Accepted.ContainsKey(purpose.Id);

        if (signals.GlobalPrivacyControl && purpose.RefusedByGpc && canBeRefused
            && !(accepted && choice.GpcWasOn && choice.Accepted[purpose.Id] == purpose.Scope))
        {
            return GrantReason.RefusedByGpc;
        }

        if (!canBeRefused)
        {
            return GrantReason.PermittedByBasis;
        }

        return choice.Kind switch
        {
            ChoiceKind.Refused => GrantReason.RefusedByChoice,
            ChoiceKind.Unreadable => GrantReason.UnreadableChoice,
            ChoiceKind.Accepted when !accepted => GrantReason.RefusedByChoice,
            ChoiceKind.Accepted when choice.Accepted[purpose.Id] != purpose.Scope => purpose.NeedsConsent ? GrantReason.ScopeChanged : GrantReason.PermittedByBasis,
            ChoiceKind.Accepted => GrantReason.AcceptedByChoice,
            _ => purpose.NeedsConsent ? GrantReason.NoConsent : GrantReason.PermittedByBasis,
        };
    }
}

/// <summary>Why a purpose is or is not granted.</summary>
public enum GrantReason
{
    /// <summary>The visitor accepted it, in today's scope.</summary>
    AcceptedByChoice,

    /// <summary>Its legal basis needs no consent and nobody refused.</summary>
    PermittedByBasis,

    /// <summary>It needs consent and there is none.</summary>
    NoConsent,

    /// <summary>The visitor's stored choice refuses it.</summary>
    RefusedByChoice,

    /// <summary><c>Sec-GPC: 1</c> refuses it.</summary>
    RefusedByGpc,

    /// <summary>A signal inside the payload refuses it.</summary>
    RefusedByPayload,

    /// <summary>It was accepted in a narrower scope than today's.</summary>
    ScopeChanged,

    /// <summary>There is a choice cookie that cannot be read.</summary>
    UnreadableChoice,
}
