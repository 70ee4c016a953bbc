using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Takes findings of law that somebody answers for as remarks, until the day that they named.</summary>
internal sealed class AcceptanceChecks(DiagnosticBag diagnostics, DateOnly today)
{
    public void Apply(PolicyDeclaration policy)
    {
        HashSet<AcceptDeclaration> used = [];
        diagnostics.Replace(found =>
        {
            if (policy.Accepted.FirstOrDefault(a => a.Id == found.Id && (a.Of is null || a.Of == found.Subject)) is not { } accepted)
            {
                return found;
            }

            used.Add(accepted);
            var day = accepted.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return accepted.Until < today
                ? found with { Message = $"{found.Message} (accepted until {day}, {accepted.Span.FileAndLine})" }
                : found with { Severity = Severity.Info, Message = $"accepted until {day} by {DiagnosticBag.Quote(accepted.By)} ({accepted.Span.FileAndLine}): {found.Message}" };
        });

        foreach (var accepted in policy.Accepted.Where(a => !used.Contains(a)))
        {
            diagnostics.Report(DiagnosticIds.AcceptsNothing, accepted.Span, $"nothing of this policy is a finding {accepted.Id}{(accepted.Of is { } of ? $" of {DiagnosticBag.Quote(of)}" : "")}");
        }
    }

    /// <summary>Says where the policy is no longer what was approved; asked only of a policy without errors, which has a scope.</summary>
    public static void CheckApproval(PolicyDeclaration policy, string scope, DiagnosticBag diagnostics)
    {
        if (policy.Approval is { } approval && approval.Scope != scope)
        {
            diagnostics.Report(
                DiagnosticIds.ApprovalOutdated, policy.ApprovalSpan,
                $"the policy's scope is '{scope}' today, {(approval.Scope is null ? "and none was written down with the approval" : $"not {DiagnosticBag.Quote(approval.Scope)}")}: what it discloses needs the approval of somebody");
        }
    }
}
