using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;
using RedactingGateway.State;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;

namespace RedactingGateway.Privacy.Transparency;

/// <summary><c>{prefix}/</c> and <c>{prefix}/transparency.json</c>: who gets what, for people and for programs.</summary>
internal sealed class TransparencyEndpoint(EnvelopeGrant envelope, DisclosureAccounts disclosures, StateRetention retention, BypassingHosts bypassing)
{
    /// <summary>Answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="gateway">What is known of it.</param>
    /// <param name="isJson">Whether the path says that JSON is meant.</param>
    public async Task AnswerAsync(HttpContext context, GatewayFeature gateway, bool isJson)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            await PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD");
            return;
        }

        var site = gateway.Site!;
        var signals = await envelope.ReadAsync(context, gateway);
        var language = gateway.Policy.Texts.Find(site, context.Request.Query["language"]) ?? gateway.Policy.Texts.Choose(site, AcceptedLanguages.Of(context.Request.Headers));
        var document = new TransparencyDocuments(gateway.Policy, site, signals, language).Make(await disclosures.ReadAsync(), retention.DisclosureDays, [.. bypassing.Snapshot().Where(h => h.Site == site.Id).Select(h => h.Host)]);
        context.Response.Headers.ContentLanguage = language.Tag;
        if (isJson || !ChoicesEndpoint.PrefersHtml(context.Request))
        {
            await PrivacyAnswer.JsonAsync(context, StatusCodes.Status200OK, document, TransparencyJson.Default.TransparencyDocument);
            return;
        }

        var signal = signals.Browser == BrowserSignals.None ? null : ChoicesPage.SignalNote(gateway.Policy, signals, language);
        await PrivacyAnswer.HtmlAsync(
            context, StatusCodes.Status200OK, new TransparencyPage(site, document, language).Write(gateway.Policy.Texts.Of(site), ChoicesPage.NoteOf(context.Request), signal));
    }
}
