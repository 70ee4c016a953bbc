using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy.Webhook;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Privacy;

/// <summary><c>{prefix}/choices/record</c>: a visitor's own consent record; the choice cookie proves whose it is.</summary>
internal sealed class RecordEndpoint(
    EnvelopeGrant envelope, ChoicesEndpoint choices, ConsentRecords records, ChoiceCookie cookies, ChoiceCookieHeader cookie, RefusalNews news, ChoiceAccounts accounts)
{
    private static readonly ChoiceProblem NoRecord = new(ChoiceOutcome.Invalid, 404, "invalid", "No record", "The choice cookie names no record, or there is none any more.");

    /// <summary>Answers. <c>POST</c> is <c>DELETE</c> for forms.</summary>
    public Task AnswerAsync(HttpContext context, GatewayFeature gateway) => context.Request.Method switch
    {
        "GET" or "HEAD" => ShowAsync(context, gateway),
        "DELETE" => EraseAsync(context, gateway, isForm: false),
        "POST" => EraseAsync(context, gateway, isForm: true),
        _ => PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD, DELETE, POST"),
    };

    private async Task ShowAsync(HttpContext context, GatewayFeature gateway)
    {
        var choice = (await envelope.ReadAsync(context, gateway)).Choice;
        try
        {
            var record = choice.Kind == ChoiceKind.Accepted ? await RecordDocument.ReadAsync(records, choice.RecordId, context.RequestAborted) : null;
            await (record is null
                ? PrivacyAnswer.ProblemAsync(context, NoRecord)
                : PrivacyAnswer.JsonAsync(context, StatusCodes.Status200OK, record, PrivacyJson.Default.RecordDocument));
        }
        catch (StateUnavailableException)
        {
            await PrivacyAnswer.ProblemAsync(context, Problems.Unavailable with { Detail = "Records cannot be read now." });
        }
    }

    private async Task EraseAsync(HttpContext context, GatewayFeature gateway, bool isForm)
    {
        var language = gateway.Policy.Texts.Choose(gateway.Site!, AcceptedLanguages.Of(context.Request.Headers));
        var problem = choices.Refuse(context, gateway);
        Acknowledgement? erased = null;
        if (problem is null)
        {
            (erased, problem) = await EraseAsync(context, gateway);
            accounts.Add(gateway.Site!.Id, problem?.Outcome ?? ChoiceOutcome.Refused);
        }

        if (problem is not null)
        {
            PrivacyAnswer.Prepare(context, problem);
            await (isForm
                ? PrivacyAnswer.HtmlAsync(context, problem.Status, ChoicesPage.WriteProblem(gateway.Site!, problem, language))
                : PrivacyAnswer.ProblemAsync(context, problem));
            return;
        }

        context.Response.StatusCode = isForm ? StatusCodes.Status303SeeOther
            : erased == Acknowledgement.Kept ? StatusCodes.Status202Accepted : StatusCodes.Status204NoContent;
        if (isForm)
        {
            context.Response.Headers.Location = ChoicesPage.ErasedAddress(gateway.Site!, language);
        }
    }

    // The cookie stays where the record does: it is all that a visitor has to try again with.
    private async Task<(Acknowledgement? Erased, ChoiceProblem? Problem)> EraseAsync(HttpContext context, GatewayFeature gateway)
    {
        var choice = (await envelope.ReadAsync(context, gateway)).Choice;
        if (choice.Kind != ChoiceKind.Accepted)
        {
            return (null, NoRecord);
        }

        try
        {
            var erased = await records.EraseAsync(choice.RecordId, CancellationToken.None);
            cookie.Set(context, gateway.Site!, cookies.WriteRefusal());
            await news.TellAsync(gateway.Site!, "erasure", [], [], choice.RecordId);
            return (erased, null);
        }
        catch (StateUnavailableException)
        {
            return (null, Problems.Unavailable with { Detail = "The record cannot be erased now; try again." });
        }
    }
}
