using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.PolicyStore;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Telemetry;
using static RedactingGateway.Admin.Overview.OverviewText;

namespace RedactingGateway.Admin.Overview;

/// <summary>The policy in force, the last reload that was refused, the state.</summary>
internal sealed class OverviewHealth(OverviewFacts facts, PageWriter page)
{
    // 50 diagnostics: the first ones cause the others.
    private const int MaxDiagnostics = 50;

    public static string Approval(PolicySnapshot policy) => (PolicyApprovals.Of(policy), policy.Approval) switch
    {
        ("approved", { } by) => $"approved by {by.By} on {by.On:yyyy-MM-dd}",
        ("scopeNotStated", { } by) => $"approved by {by.By} on {by.On:yyyy-MM-dd}; the approval does not say of what (scope:)",
        ("changedSince", { } by) => $"changed since {by.By} approved it on {by.On:yyyy-MM-dd}",
        _ => "approved by nobody yet (approved:)",
    };

    public void Write()
    {
        page.Markup("<div class=\"halves\">\n<article class=\"card\">\n<h3>Policy</h3>\n<dl>\n");
        Fact("Revision", facts.Policy.Revision);
        Fact("Approval", Approval(facts.Policy));
        Fact("In force since", $"{Moment(facts.Reload.InForce.Time)} ({Cause(facts.Reload.InForce.Cause)})");
        Fact("Reloads", $"{Number(facts.Reload.AcceptedCount)} accepted, {Number(facts.Reload.RefusedCount)} refused");
        page.Markup("</dl>\n</article>\n<article class=\"card\" id=\"state\">\n<h3>State</h3>\n");
        page.Line($"<p class=\"{(facts.State.Reasons.IsEmpty ? "well" : "look")}\">{(facts.State.Reasons.IsEmpty ? "Everything is kept as it should be" : facts.State.CanStore ? "Degraded: it decides, and rather refuses" : "Nothing can be stored")}</p>\n<ul class=\"why\">");
        foreach (var reason in facts.State.Reasons)
        {
            page.Line($"<li><span class=\"n\">▲</span> {reason}</li>");
        }

        page.Markup("</ul>\n</article>\n</div>\n");
        if (facts.Reload.Refused is { } refused)
        {
            WriteRefused(refused);
        }
    }

    private static string Cause(ReloadCause cause) => cause switch
    {
        ReloadCause.Start => "when the process started",
        ReloadCause.Change => "the files changed",
        ReloadCause.Signal => "SIGHUP",
        _ => "a call of the admin API",
    };

    private void WriteRefused(ReloadOutcome refused)
    {
        page.Line($"""
            <article class="card" id="reload">
            <h3>Last reload that was refused</h3>
            <p class="who">{Moment(refused.Time)}, {Cause(refused.Cause)}. {(facts.Reload.IsBehind ? "The policy before it goes on." : "A later one was accepted.")}</p>
            <ul class="diagnostics">
            """);
        foreach (var diagnostic in refused.Diagnostics.OrderByDescending(static d => d.Severity).Take(MaxDiagnostics))
        {
            page.Line($"<li class=\"{(diagnostic.Severity == Severity.Error ? "error" : "warning")}\"><code>{diagnostic.Span.ToString()}</code> <strong>{(diagnostic.Severity == Severity.Error ? "error" : "warning")} {diagnostic.Id}</strong> {diagnostic.Message}{(diagnostic.Suggestion is null ? "" : $"; did you mean '{diagnostic.Suggestion}'?")}</li>");
        }

        page.Markup("</ul>\n");
        if (refused.Diagnostics.Length > MaxDiagnostics)
        {
            page.Line($"<p class=\"who\">and {Number(refused.Diagnostics.Length - MaxDiagnostics)} more: <code>redacting-gateway check</code></p>");
        }

        page.Markup("</article>\n");
    }

    private void Fact(string name, string text) => page.Line($"<div><dt>{name}</dt><dd>{text}</dd></div>");
}
