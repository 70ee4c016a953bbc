using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Judges every field that a destination can meet: forms that do not fit, forms that differ, required fields that cannot leave.</summary>
internal sealed class PlanChecks(AllowanceResolver resolver, DiagnosticBag diagnostics)
{
    private readonly HashSet<AllowDeclaration> _deviceDenied = [];

    public void Check(DestinationDeclaration destination)
    {
        foreach (var field in destination.Protocol!.AllFields(destination.Extend).Where(f => !f.IsContainer))
        {
            var verdict = field.Category is null ? null : resolver.Resolve(destination, field);
            if (verdict is not null && !field.Structural)
            {
                CheckNames(field, verdict);
                CheckDevice(destination, field, verdict);
                CheckForms(destination, field, verdict);
            }

            var leaves = verdict is { Never: null } && (field.Structural || !verdict.Allowances.IsEmpty) || (verdict is null && field.Structural);
            if (field is { Required: true, Surrogate: null } && !leaves && !resolver.AllowsOtherwise(destination, field))
            {
                ReportRequired(destination, field);
            }
        }
    }

    /// <summary>Says what the vendor can no longer measure, because no purpose of <paramref name="destination"/> allows what it measures with.</summary>
    public void ReportEffects(DestinationDeclaration destination)
    {
        foreach (var field in destination.Protocol!.AllFields(destination.Extend).Where(f => f is { Effect: not null, Structural: false, IsContainer: false }))
        {
            if (field.Category is not null && resolver.Resolve(destination, field) is { Never: null, Allowances.IsEmpty: false })
            {
                continue;
            }

            var others = field.Addresses.Length - 1;
            var name = $"'{field.Addresses[0].Address.Text}'{(others == 0 ? "" : $" and {others} more")}";
            var instead = field switch
            {
                { Surrogate.Constant: not null } => "everybody has the same value",
                { Surrogate: { } surrogate } => surrogate.IsPerSession ? "each session has a random value" : "each request has a random value",
                _ => "it does not leave",
            };
            diagnostics.Report(DiagnosticIds.NotMeasured, destination.Span, $"'{destination.Id}' may not send {name} ({field.Span.FileAndLine}), {instead}: {field.Effect}");
        }
    }

    private void CheckNames(FieldDeclaration field, Verdict verdict)
    {
        foreach (var allow in verdict.NotNamed)
        {
            diagnostics.Report(
                DiagnosticIds.NotNamedExactly, allow.Span,
                $"'{allow.Category}' does not cover '{field.Category}' ({field.Span.FileAndLine}): special categories and credentials are named exactly, or do not leave");
        }
    }

    // Once for a line of the policy, however many fields of the device it would cover.
    private void CheckDevice(DestinationDeclaration destination, FieldDeclaration field, Verdict verdict)
    {
        foreach (var allow in verdict.DeviceDenied.Where(_deviceDenied.Add))
        {
            var purpose = destination.Purposes.First(p => p.Purpose.Allow.Contains(allow)).Purpose;
            diagnostics.Report(
                DiagnosticIds.DeviceWithoutConsent, allow.Span,
                $"'{purpose.Id}' rests neither on consent nor is it strictlyNecessary, so '{field.Name}' ({field.Span.FileAndLine}), which comes from the device, does not leave for it", subject: purpose.Id);
        }
    }

    private void CheckForms(DestinationDeclaration destination, FieldDeclaration field, Verdict verdict)
    {
        foreach (var allowance in verdict.Allowances)
        {
            CheckFits(allowance.Allow, field);
        }

        var groups = verdict.Groups;
        if (groups.Length < 2)
        {
            return;
        }

        if (AllowanceResolver.MostSpecific(destination.Combine, field.Category!) is { } joint)
        {
            CheckFits(joint, field);
            return;
        }

        var first = groups[0][0];
        foreach (var other in groups.Skip(1).Select(g => g[0]))
        {
            diagnostics.Report(
                DiagnosticIds.DifferentForms, other.Purpose.Span,
                $"for '{destination.Id}' the purposes '{first.Purpose.Purpose.Id}' and '{other.Purpose.Purpose.Id}' want '{field.Category}' in different forms: "
                + $"{first.Allow.Form.Text} ({first.Allow.Span.FileAndLine}) and {other.Allow.Form.Text} ({other.Allow.Span.FileAndLine}); state the joint form under combine:");
        }
    }

    private void CheckFits(AllowDeclaration allow, FieldDeclaration field)
    {
        CheckHash(allow, field);

        // IAB TCF v2.2 and GPP: a string is passed on as it is, or not at all.
        if (field.Signal is SignalKind.Tcf or SignalKind.Gpp && allow.Form.Kind != FormKind.Keep)
        {
            diagnostics.Report(
                DiagnosticIds.FormDoesNotFit, allow.Form.Span,
                $"{JsonName(allow.Form.Kind)} does not fit '{field.Name}' ({field.Span.FileAndLine}): a consent string travels unmodified or not at all; write keep, or name '{field.Category}' in no purpose");
            return;
        }

        if (FormTable.Misfit(allow.Form, field.Type, field.IsListed) is not { } type)
        {
            return;
        }

        var form = allow.Form.To is null ? JsonName(allow.Form.Kind) : allow.Form.Text;
        diagnostics.Report(
            DiagnosticIds.FormDoesNotFit, allow.Form.Span,
            $"{form} does not fit '{field.Name}' ({field.Span.FileAndLine}) of {type} and category '{field.Category}', which '{allow.Category}' ({allow.Span.FileAndLine}) covers; "
            + $"forms for {JsonName(field.Type)}: {FormTable.FormsOf(field.Type, field.IsListed)}");
    }

    // A hash is a disclosure: it is worth that only where the vendor matches by it, which the dictionary says with hash:.
    private void CheckHash(AllowDeclaration allow, FieldDeclaration field)
    {
        if (allow.Form.Kind == FormKind.Hash && field is { Type: FieldType.OpaqueId, Normalizer: null } && field.Category?.StartsWith("user.unique_id", StringComparison.Ordinal) == true)
        {
            diagnostics.Report(
                DiagnosticIds.HashWherePseudonym, allow.Form.Span,
                $"a hash of '{field.Name}' ({field.Span.FileAndLine}) is the same at every recipient; the vendor matches nothing by it, so {{ pseudonymize: {{ rotate: 30d }} }} serves as well");
        }
    }

    private void ReportRequired(DestinationDeclaration destination, FieldDeclaration field)
    {
        var endpoints = destination.Protocol!.Endpoints.Where(e => destination.Protocol.RulesOf(e, destination.Extend).Fields.Contains(field)).ToList();
        var what = endpoints.TrueForAll(e => e.Units.IsEmpty) ? "request" : "event";
        diagnostics.Report(
            DiagnosticIds.RequiredNeverAllowed, destination.Span,
            $"every {what} of {string.Join(", ", endpoints.Select(e => $"'{e.Name}'"))} will be dropped: '{field.Name}' ({field.Span.FileAndLine}) is required, and no purpose of '{destination.Id}' allows it");
    }

    private static string JsonName<T>(T value)
        where T : struct, Enum => Yaml.WordsOf<T>.All.First(w => w.Value.Equals(value)).Key;
}
