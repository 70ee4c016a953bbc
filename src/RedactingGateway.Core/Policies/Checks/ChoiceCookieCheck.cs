using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Whether every choice that a visitor can make fits into the choice cookie.</summary>
internal static class ChoiceCookieCheck
{
    public static void Check(PolicyDeclaration policy, DiagnosticBag diagnostics)
    {
        // Where a basis is not known yet, the purpose counts: it may turn out to be one that can be refused.
        var purposes = policy.Purposes.Where(p => p.CanBeRefused).ToList();
        var recipients = policy.Destinations.Select(d => d.Recipient?.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var length = ChoiceCookie.LongestAcceptance([.. purposes.Select(p => p.Id)], recipients);
        if (purposes.Count > 0 && length > ChoiceCookie.MaxLength)
        {
            diagnostics.Report(
                DiagnosticIds.CookieTooLong, purposes[^1].Span,
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"a choice among {purposes.Count} purposes and {recipients.Count} recipients takes a cookie of up to {length} characters, and {ChoiceCookie.MaxLength} fit: have fewer, or shorten their keys"));
        }
    }
}
