using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Judges whether visitors of a site are asked and told. Passing these checks is not legal advice.</summary>
internal sealed class SiteChecks(PolicyDeclaration policy, DiagnosticBag diagnostics)
{
    public void Check(CompiledSite site)
    {
        // A site that the gateway does not stand in front of shows what its own pages hold.
        if (site.Upstream is null || site.Choices != ChoiceSource.Own)
        {
            return;
        }

        var asking = policy.Destinations.SelectMany(d => d.Purposes).Select(p => p.Purpose).FirstOrDefault(p => p.NeedsConsent);
        if (asking is not null && site.Notices is { Banner: false, Link: false })
        {
            diagnostics.Report(
                DiagnosticIds.ConsentWithoutNotice, site.Span, $"the purpose '{asking.Id}' needs consent, and visitors of '{site.Id}' are never asked: neither banner nor link is on", subject: site.Id);
        }
        else if (!site.Notices.Link)
        {
            diagnostics.Report(
                DiagnosticIds.TransparencyNotLinked, site.Span, $"no page of '{site.Id}' links to its transparency page {site.PrivacyPath}: with link: false the site must do it itself", subject: site.Id);
        }
    }
}
