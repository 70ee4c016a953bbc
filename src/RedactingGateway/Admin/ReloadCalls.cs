using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.Admin;

/// <summary>Tells what came of reloads, and reloads at once.</summary>
internal sealed class ReloadCalls(LastReload last, PolicyReload? reload = null)
{
    /// <summary><c>GET /reload</c>: of the policy's author and of nobody else, so it asks for no token.</summary>
    public Task ShowAsync(HttpContext context) => AdminApi.WriteAsync(
        context,
        StatusCodes.Status200OK,
        new ReloadPage(
            last.InForce.Revision, last.InForce.Time, last.IsBehind, last.AcceptedCount, last.RefusedCount, ReloadAnswer.Of(last.Latest), last.Refused is { } refused ? ReloadAnswer.Of(refused) : null),
        AdminJson.Default.ReloadPage);

    /// <summary><c>POST /reload</c>: answers when it is done.</summary>
    public async Task RunAsync(HttpContext context)
    {
        if (reload is null)
        {
            await AdminApi.RefuseAsync(context, StatusCodes.Status409Conflict, "The policy was not read from files.");
            return;
        }

        var outcome = await reload.RunAsync(ReloadCause.Call);
        var status = outcome.Result switch
        {
            ReloadResult.Refused => StatusCodes.Status422UnprocessableEntity,
            ReloadResult.Failed => StatusCodes.Status500InternalServerError,
            _ => StatusCodes.Status200OK,
        };
        await AdminApi.WriteAsync(context, status, ReloadAnswer.Of(outcome), AdminJson.Default.ReloadAnswer);
    }
}

/// <summary>Body of <c>GET /reload</c>.</summary>
/// <param name="Policy">Revision of the policy in force.</param>
/// <param name="Since">When it was loaded.</param>
/// <param name="Behind">Whether what stands in the files is not in force, because it was refused or could not be.</param>
/// <param name="Accepted">Number of reloads that were accepted since the start.</param>
/// <param name="Refused">Number of reloads that were refused or failed since the start.</param>
/// <param name="Latest">The last reload, or the start.</param>
/// <param name="LastRefused">The last reload that was refused or failed.</param>
internal sealed record ReloadPage(string Policy, DateTimeOffset Since, bool Behind, long Accepted, long Refused, ReloadAnswer Latest, ReloadAnswer? LastRefused);

/// <summary>One reload.</summary>
/// <param name="Result"><c>accepted</c>, <c>unchanged</c>, <c>refused</c>, <c>failed</c>.</param>
/// <param name="Cause"><c>start</c>, <c>change</c>, <c>signal</c>, <c>call</c>.</param>
/// <param name="Time">When.</param>
/// <param name="Revision">Revision of what stood in the files.</param>
/// <param name="Diagnostics">All that was found.</param>
/// <param name="TakenAtNextStart">Names of host settings that changed and are not taken before the next start.</param>
internal sealed record ReloadAnswer(string Result, string Cause, DateTimeOffset Time, string Revision, ImmutableArray<ReloadDiagnostic> Diagnostics, ImmutableArray<string> TakenAtNextStart)
{
    public static ReloadAnswer Of(ReloadOutcome outcome) => new(
        JsonNamingPolicy.CamelCase.ConvertName(outcome.Result.ToString()),
        JsonNamingPolicy.CamelCase.ConvertName(outcome.Cause.ToString()),
        outcome.Time,
        outcome.Revision,
        [.. outcome.Diagnostics.Select(ReloadDiagnostic.Of)],
        outcome.TakenAtNextStart);
}

/// <summary>One diagnostic, with the names that <c>check --format json</c> gives.</summary>
internal sealed record ReloadDiagnostic(string Id, string Severity, string Message, string? Suggestion, string File, int Line, int Column, int EndLine, int EndColumn)
{
    public static ReloadDiagnostic Of(Diagnostic diagnostic) => new(
        diagnostic.Id,
        JsonNamingPolicy.CamelCase.ConvertName(diagnostic.Severity.ToString()),
        diagnostic.Message,
        diagnostic.Suggestion,
        diagnostic.Span.File,
        diagnostic.Span.Line,
        diagnostic.Span.Column,
        diagnostic.Span.EndLine,
        diagnostic.Span.EndColumn);
}
