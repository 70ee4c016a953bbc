using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices.Banner;

/// <summary>Whether a visitor is asked, and for what: a pure function of the policy, the site, the visitor's will and the time.</summary>
/// <param name="Kind">Whether and why.</param>
/// <param name="Purposes">Purposes that are asked for.</param>
public sealed record BannerDecision(BannerKind Kind, ImmutableArray<CompiledPurpose> Purposes)
{
    // Nobody who refused is asked again before (DSK guidance on telemedia, version 1.2, no. 129, gives no number; CNIL names six months;
    // twelve is what is promised here). Only the month of a refusal is known: they begin with its end.
    private const int QuietMonths = 12;

    private static readonly BannerDecision Nothing = new(BannerKind.None, []);

    /// <summary>Decides.</summary>
    public static BannerDecision Of(PageContext page)
    {
        if (!page.Site.Notices.Banner || page.Site.Choices != ChoiceSource.Own || page.IsFramed)
        {
            return Nothing;
        }

        // Whom a yes would not help is not asked: minors, those whose browser or objection refuses it, people of other regions.
        var open = page.Policy.Purposes.Where(p => p.NeedsConsent && p.Basis != LegalBasis.ExplicitConsent && IsOpen(Grant.ForSite(p, page.Signals))).ToImmutableArray();
        var choice = page.Signals.Choice;
        return choice.Kind switch
        {
            ChoiceKind.None => open.IsEmpty ? Nothing : new(BannerKind.Ask, open),
            ChoiceKind.Accepted when !page.Signals.IsSuperseded => Widened(open, choice),
            _ => New(page, choice),
        };
    }

    private static bool IsOpen(GrantReason reason) => reason is GrantReason.NoConsent or GrantReason.ScopeChanged or GrantReason.Expired;

    // An acceptance counts as far as it went; only what is wider, or was not there, is asked for.
    private static BannerDecision Widened(ImmutableArray<CompiledPurpose> open, StoredChoice choice)
    {
        var asked = choice.IsExpired ? open : open.RemoveAll(p => choice.Scopes.To(p.Id, out _) == Answer.No);
        return asked.IsEmpty ? Nothing : new(BannerKind.AskAgain, asked);
    }

    // A refusal refused everything; it says its month only. What began since is new.
    private static BannerDecision New(PageContext page, StoredChoice choice)
    {
        var end = choice.Time.AddMonths(1);
        if (choice.Kind != ChoiceKind.Refused || choice.Time == default || end.AddMonths(QuietMonths) > page.Now)
        {
            return Nothing;
        }

        var since = DateOnly.FromDateTime(end.UtcDateTime);
        var asked = page.Policy.Purposes.Where(p => p.NeedsConsent && p.Basis != LegalBasis.ExplicitConsent && p.Introduced >= since && WouldBeOpen(p, page.Signals)).ToImmutableArray();
        return asked.IsEmpty ? Nothing : new(BannerKind.AskAgain, asked);
    }

    private static bool WouldBeOpen(CompiledPurpose purpose, VisitorSignals signals) => IsOpen(Grant.ForSite(purpose, signals with { Choice = StoredChoice.None }));
}

/// <summary>Whether a visitor is asked.</summary>
public enum BannerKind
{
    /// <summary>There is nothing to ask.</summary>
    None,

    /// <summary>Nobody asked before.</summary>
    Ask,

    /// <summary>Something is new, or goes further than what was accepted.</summary>
    AskAgain,
}
