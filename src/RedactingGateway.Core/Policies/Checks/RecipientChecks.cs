using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Binding;
using RedactingGateway.Core.Policies.Declarations;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Judges what recipients are to the controller (GDPR Art. 26), and where they take data (Art. 44 to 49). Passing these checks is not legal advice.</summary>
internal sealed class RecipientChecks(DiagnosticBag diagnostics, DateOnly today)
{
    // The Commission reviews adequacy decisions at intervals of one to four years, and courts end them overnight (CJEU C-362/14, C-311/18).
    private const int CheckedForMonths = 12;

    public void Check(RecipientDeclaration recipient)
    {
        if (recipient is { Role: RecipientRole.JointController, Arrangement.IsEmpty: true })
        {
            diagnostics.Report(
                DiagnosticIds.ArrangementMissing, recipient.Span, $"'{recipient.Id}' is a joint controller: visitors are told the essence of your arrangement with it, under arrangement:", subject: recipient.Id);
        }

        foreach (var transfer in recipient.Transfers)
        {
            if (Countries.IsInEuropeanEconomicArea(transfer.Country))
            {
                continue;
            }

            if (transfer.Safeguard is null)
            {
                diagnostics.Report(
                    DiagnosticIds.TransferWithoutSafeguard, transfer.Span,
                    $"the transfer to {transfer.Country}, outside of the EEA, needs a safeguard: adequacyDecision, standardClauses or art49", subject: recipient.Id);
            }
            else if (transfer.CheckedOn is var (day, span) && day.AddMonths(CheckedForMonths) < today)
            {
                diagnostics.Report(
                    DiagnosticIds.SafeguardNotChecked, span, $"the safeguard of '{recipient.Id}' for {transfer.Country} was last checked more than {CheckedForMonths} months ago; look again and set the date",
                    subject: recipient.Id);
            }
        }

        if (recipient.Country is var (code, place) && !Countries.IsInEuropeanEconomicArea(code) && recipient.Transfers.All(t => t.Country != code))
        {
            diagnostics.Report(
                DiagnosticIds.TransferWithoutSafeguard, place, $"'{recipient.Id}' is in {code}, outside of the EEA: sending to it is a transfer and stands under transfers: with its safeguard",
                subject: recipient.Id);
        }
    }
}
