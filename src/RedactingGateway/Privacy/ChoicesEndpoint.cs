using Microsoft.Net.Http.Headers;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;
using RedactingGateway.State;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;

namespace RedactingGateway.Privacy;

/// <summary><c>{prefix}/choices</c>: what a visitor can choose, and the choice itself; for programs and, without a script, for people.</summary>
internal sealed class ChoicesEndpoint(
    EnvelopeGrant envelope, ChoiceReader reader, ChoiceTaking taking, ChoiceCookieHeader cookie, ChoiceLimit limit, ChoiceAccounts accounts)
{
    /// <summary>Answers.</summary>
    public Task AnswerAsync(HttpContext context, GatewayFeature gateway) => context.Request.Method switch
    {
        "GET" or "HEAD" => ShowAsync(context, gateway),
        "PUT" => PutAsync(context, gateway),
        "POST" => PostAsync(context, gateway),
        _ => PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD, PUT, POST"),
    };

    /// <summary>Why a request that changes something goes no further, or null; counted.</summary>
    public ChoiceProblem? Refuse(HttpContext context, GatewayFeature gateway)
    {
        // The limit last: another site must not be able to use up what the visitor has.
        var problem = !SameOrigin.IsProven(context.Request) ? Problems.CrossSite : limit.TryTake(context) ? null : Problems.RateLimited;
        if (problem is not null)
        {
            accounts.Add(gateway.Site!.Id, problem.Outcome);
        }

        return problem;
    }

    private async Task ShowAsync(HttpContext context, GatewayFeature gateway)
    {
        var signals = await envelope.ReadAsync(context, gateway);
        var language = gateway.Policy.Texts.Find(gateway.Site!, context.Request.Query["language"]) ?? gateway.Policy.Texts.Choose(gateway.Site!, AcceptedLanguages.Of(context.Request.Headers));
        await (PrefersHtml(context.Request)
            ? PrivacyAnswer.HtmlAsync(context, StatusCodes.Status200OK, ChoicesPage.Write(gateway, signals, language, gateway.Policy.Texts.Of(gateway.Site!), ChoicesPage.NoteOf(context.Request)))
            : PrivacyAnswer.JsonAsync(context, StatusCodes.Status200OK, ChoicesDocuments.Of(gateway, signals, language), PrivacyJson.Default.ChoicesDocument));
    }

    private async Task PutAsync(HttpContext context, GatewayFeature gateway)
    {
        if (Refuse(context, gateway) is { } refused)
        {
            await PrivacyAnswer.ProblemAsync(context, refused);
            return;
        }

        var (request, problem) = await reader.ReadJsonAsync(context, gateway);
        var (taken, signals) = await TakeAsync(context, gateway, request, problem);
        await (taken.Problem is { } failed
            ? PrivacyAnswer.ProblemAsync(context, failed)
            : PrivacyAnswer.JsonAsync(
                context,
                taken.Acknowledgement == Acknowledgement.Stored ? StatusCodes.Status200OK : StatusCodes.Status202Accepted,
                ChoicesDocuments.Of(gateway, signals, request!.Language),
                PrivacyJson.Default.ChoicesDocument));
    }

    private async Task PostAsync(HttpContext context, GatewayFeature gateway)
    {
        var language = gateway.Policy.Texts.Choose(gateway.Site!, AcceptedLanguages.Of(context.Request.Headers));
        if (Refuse(context, gateway) is { } refused)
        {
            await PageAsync(context, gateway, refused, language);
            return;
        }

        var (request, problem, back) = await reader.ReadFormAsync(context, gateway);
        var (taken, _) = await TakeAsync(context, gateway, request, problem);
        if (taken.Problem is { } failed)
        {
            await PageAsync(context, gateway, failed, request?.Language ?? language);
            return;
        }

        // 303: the browser gets the page anew, and a reload does not send the form again.
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        if (LocalPath.IsLocal(back))
        {
            SavedMessage.Set(context.Response, taken.Outcome);
        }

        context.Response.Headers.Location = LocalPath.IsLocal(back) ? back : ChoicesPage.SavedAddress(gateway.Site!, taken.Outcome, request!.Language);
    }

    private async Task<(TakenChoice Taken, VisitorSignals Signals)> TakeAsync(HttpContext context, GatewayFeature gateway, ChoiceRequest? request, ChoiceProblem? problem)
    {
        var signals = await envelope.ReadAsync(context, gateway);
        var taken = problem is not null ? new TakenChoice(problem) : await taking.TakeAsync(gateway, signals, request!);
        accounts.Add(gateway.Site!.Id, taken.Problem?.Outcome ?? taken.Outcome);
        if (taken.Cookie is { } value)
        {
            cookie.Set(context, gateway.Site, value);
        }

        var after = signals with { Choice = taken.Choice, IsSuperseded = false };
        if (taken.Cookie is not null)
        {
            StoredCookies.Delete(context, gateway, after);
        }

        return (taken, after);
    }

    private static Task PageAsync(HttpContext context, GatewayFeature gateway, ChoiceProblem problem, NoticeLanguage language)
    {
        PrivacyAnswer.Prepare(context, problem);
        return PrivacyAnswer.HtmlAsync(context, problem.Status, ChoicesPage.WriteProblem(gateway.Site!, problem, language));
    }

    // Browsers name text/html when they open a page; whoever names neither, or both alike, is a program.
    public static bool PrefersHtml(HttpRequest request)
    {
        double html = 0;
        double json = 0;
        if (MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            foreach (var type in accepted)
            {
                html = type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) ? Math.Max(html, type.Quality ?? 1) : html;
                json = type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? Math.Max(json, type.Quality ?? 1) : json;
            }
        }

        return html > json;
    }
}
