using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Finds what the law excludes, as far as a policy shows it. Passing these checks is not legal advice.</summary>
internal sealed class LegalChecks(DataTaxonomy taxonomy, AllowanceResolver resolver, DiagnosticBag diagnostics, DateOnly today)
{
    // IAB TCF v2.2, "Purposes": 1 (device access) and 3 to 6 (profiles and personalisation) rest on consent only.
    private static readonly HashSet<int> TcfConsentOnly = [1, 3, 4, 5, 6];

    public void Check(PolicyDeclaration policy)
    {
        var presets = new PresetChecks(policy, diagnostics);
        foreach (var purpose in policy.Purposes)
        {
            presets.Check(purpose);
            CheckBasis(purpose);
            if (!presets.IsExempt(purpose))
            {
                CheckDeviceAccess(purpose);
            }

            CheckTcf(purpose);
            CheckAllowed(purpose);
        }

        foreach (var entry in policy.Destinations.SelectMany(d => d.Combine))
        {
            CheckNever(entry);
        }

        foreach (var recipient in policy.Recipients)
        {
            new RecipientChecks(diagnostics, today).Check(recipient);
        }

        foreach (var site in policy.Sites)
        {
            new SiteChecks(policy, diagnostics).Check(site);
        }
    }

    // GDPR Art. 6(1)(f) and 13(1)(d): the interest is told to people. Art. 6(1)(b), (d), (e): marketing is none of these.
    private void CheckBasis(PurposeDeclaration purpose)
    {
        if (purpose is { Basis: LegalBasis.LegitimateInterests, HasInterest: false })
        {
            diagnostics.Report(DiagnosticIds.InterestMissing, purpose.BasisSpan, $"the purpose '{purpose.Id}' rests on legitimate interests and must say which under interest:", subject: purpose.Id);
        }

        if (purpose is { HasInterest: true, Basis: not null and not LegalBasis.LegitimateInterests })
        {
            diagnostics.Report(DiagnosticIds.InterestUnused, purpose.InterestSpan, $"the purpose '{purpose.Id}' names an interest, but its basis is another", subject: purpose.Id);
        }

        if (purpose.Use is not { } use)
        {
            return;
        }

        // EDPB Guidelines 2/2019, 3.3: neither measuring nor tailoring nor advertising is part of a contract with the visitor.
        var carries = purpose.Basis switch
        {
            LegalBasis.Contract or LegalBasis.VitalInterests or LegalBasis.LegalObligation => !DataTaxonomy.IsBelow(use, "marketing", "analytics", "personalize", "third_party_sharing"),
            LegalBasis.PublicTask => !DataTaxonomy.IsBelow(use, "marketing"),
            _ => true,
        };
        if (!carries)
        {
            diagnostics.Report(
                DiagnosticIds.BasisDoesNotCarry, purpose.BasisSpan, $"'{use}' cannot rest on this basis; possible: consent, explicitConsent, legitimateInterests", subject: purpose.Id);
        }

        if (purpose.Basis == LegalBasis.LegitimateInterests && (DataTaxonomy.IsProfiling(use) || DataTaxonomy.IsBelow(use, "third_party_sharing")))
        {
            diagnostics.Report(DiagnosticIds.ProfilingNeedsConsent, purpose.BasisSpan, $"'{use}' profiles people or shares data with third parties, which legitimate interests do not carry; possible: consent, explicitConsent", subject: purpose.Id);
        }

        if (purpose.RefusedByGpc == false && DataTaxonomy.IsProfiling(use))
        {
            diagnostics.Report(DiagnosticIds.ProfilingWithoutRefusal, purpose.Span, $"'{use}' profiles people, and refusedByGpc: false takes a refusal from them; leave it out", subject: purpose.Id);
        }
    }

    // TDDDG § 25(2) no. 2, ePrivacy Art. 5(3): necessary for the service that the visitor asked for, not for the site.
    private void CheckDeviceAccess(PurposeDeclaration purpose)
    {
        if (purpose is { StrictlyNecessary: true, Use: { } use }
            && DataTaxonomy.IsBelow(use, "marketing", "analytics", "personalize", "third_party_sharing", "train_ai_system"))
        {
            diagnostics.Report(DiagnosticIds.NotStrictlyNecessary, purpose.DeviceAccessSpan, $"reading the device for '{use}' is not strictly necessary for what the visitor asked for: it needs consent", subject: purpose.Id);
        }
    }

    private void CheckTcf(PurposeDeclaration purpose)
    {
        foreach (var (number, span) in purpose.Tcf)
        {
            if (purpose.Basis == LegalBasis.LegitimateInterests && TcfConsentOnly.Contains(number))
            {
                diagnostics.Report(DiagnosticIds.TcfNeedsConsent, span, $"TCF purpose {number} cannot rest on legitimate interests", subject: purpose.Id);
            }
        }
    }

    private void CheckAllowed(PurposeDeclaration purpose)
    {
        foreach (var allow in purpose.Allow)
        {
            CheckNever(allow);
            if (taxonomy.IsSpecial(allow.Category) && purpose.Basis is not null and not LegalBasis.ExplicitConsent && resolver.FindNever(allow.Category) is null)
            {
                diagnostics.Report(
                    DiagnosticIds.SpecialNeedsExplicitConsent, allow.Span, $"'{allow.Category}' is a special category (GDPR Art. 9): the purpose '{purpose.Id}' needs basis: explicitConsent", subject: purpose.Id);
            }
        }
    }

    private void CheckNever(AllowDeclaration allow)
    {
        if (resolver.FindNever(allow.Category) is { } never)
        {
            diagnostics.Report(DiagnosticIds.AllowedThoughNever, allow.Span, $"'{allow.Category}' leaves for no purpose: '{never.Category}' stands under never: in {never.Span.FileAndLine}");
        }
    }
}
