using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy;

/// <summary>The page on which a visitor chooses: plain HTML, no script.</summary>
internal static class ChoicesPage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Where a saved form leads, if it names no page of its own.</summary>
    public static string SavedAddress(CompiledSite site, ChoiceOutcome outcome, NoticeLanguage language) =>
        Address(site, language, outcome == ChoiceOutcome.Refused ? "refused" : "accepted");

    /// <summary>Where the erasure of a record leads.</summary>
    public static string ErasedAddress(CompiledSite site, NoticeLanguage language) => Address(site, language, "erased");

    /// <summary>The message that a request asks for, or null.</summary>
    public static string? NoteOf(HttpRequest request) => request.Query["saved"].ToString() switch
    {
        "refused" => "saved.refused",
        "accepted" => "saved.accepted",
        "erased" => "saved.erased",
        _ => null,
    };

    /// <summary>Writes the page.</summary>
    public static string Write(GatewayFeature gateway, VisitorSignals signals, NoticeLanguage language, IReadOnlyList<NoticeLanguage> languages, string? note)
    {
        var (policy, site) = (gateway.Policy, gateway.Site!);
        var html = new StringBuilder();
        Begin(html, site, language, language["title"]);
        if (languages.Count > 1)
        {
            html.Append("<ul class=\"languages\">");
            foreach (var other in languages)
            {
                var current = other.Tag == language.Tag ? " aria-current=\"true\"" : "";
                html.Append($"<li><a href=\"?language={other.Tag}\" lang=\"{other.Tag}\" hreflang=\"{other.Tag}\"{current}>{Text(other["language.name"])}</a></li>");
            }

            html.Append("</ul>\n");
        }

        html.Append($"<h1>{Text(language["title"])}</h1>\n");
        if (note is not null)
        {
            html.Append($"<p class=\"note\" role=\"status\" id=\"saved\">{Text(language[note])}</p>\n");
        }

        if (signals.Browser != BrowserSignals.None)
        {
            html.Append($"<p class=\"note\">{Text(SignalNote(policy, signals, language))}</p>\n");
        }

        html.Append($"<p>{Text(ShownText.Lead(policy, language))} {Text(language["lead.change"])}</p>\n");
        WriteForm(html, gateway, signals, language);
        WriteRecord(html, site, signals, language);
        html.Append($"<p><a href=\"{site.PrivacyPath}/?language={language.Tag}\">{Text(language["transparency.title"])}</a></p>\n");
        WriteController(html, policy.Controller, language);
        return End(html);
    }

    /// <summary>Writes what is said when a form was not taken.</summary>
    public static string WriteProblem(CompiledSite site, ChoiceProblem problem, NoticeLanguage language)
    {
        var html = new StringBuilder();
        Begin(html, site, language, language["error.title"]);
        html.Append($"<h1>{Text(language["error.title"])}</h1>\n<p class=\"note\" role=\"alert\">{Text(language[$"error.{problem.Key}"])}</p>\n");
        html.Append($"<p><a href=\"{site.PrivacyPath}/choices\">{Text(language["error.back"])}</a></p>\n");
        return End(html);
    }

    private static string Address(CompiledSite site, NoticeLanguage language, string note) => $"{site.PrivacyPath}/choices?language={language.Tag}&saved={note}#saved";

    // What is said must be true: that we follow the signal, only where nothing was allowed against it.
    public static string SignalNote(PolicySnapshot policy, VisitorSignals signals, NoticeLanguage language) =>
        policy.Purposes.Any(p => p.RefusedByGpc && Grant.ForSite(p, signals).IsGranted()) ? language["signal.chosen"] : ShownText.SignalNote(policy, language);

    private static void Begin(StringBuilder html, CompiledSite site, NoticeLanguage language, string title) => html.Append($"""
        <!DOCTYPE html>
        <html lang="{language.Tag}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title>
        <link rel="stylesheet" href="{site.PrivacyPath}/choices.css">
        </head>
        <body>
        <main>

        """);

    private static string End(StringBuilder html) => html.Append("</main>\n</body>\n</html>\n").ToString();

    // The first button is what the Enter key presses: it refuses. Both answers are the same kind of button, in one row.
    private static void WriteForm(StringBuilder html, GatewayFeature gateway, VisitorSignals signals, NoticeLanguage language)
    {
        var policy = gateway.Policy;
        var own = gateway.Site!.Choices == ChoiceSource.Own;
        html.Append($"""
            <form method="post" action="{gateway.Site.PrivacyPath}/choices">
            <input type="hidden" name="language" value="{language.Tag}">
            <div class="buttons" role="group" aria-label="{Text(language["all.label"])}">
            <button type="submit" name="choice" value="refuse">{Text(language["button.refuse"])}</button>

            """);
        if (own)
        {
            html.Append($"<button type=\"submit\" name=\"choice\" value=\"accept\">{Text(language["button.accept"])}</button>\n");
        }

        html.Append("</div>\n");
        if (own && policy.Purposes.Any(p => p.Basis == LegalBasis.ExplicitConsent))
        {
            html.Append($"<p>{Text(language["all.explicit"])}</p>\n");
        }

        html.Append($"<h2>{Text(language["purposes"])}</h2>\n");
        foreach (var purpose in policy.Purposes)
        {
            WritePurpose(html, policy, purpose, signals, language, own);
        }

        html.Append($"<p>{Text(language["kept"])}</p>\n<h2>{Text(language["recipients"])}</h2>\n");
        if (own)
        {
            html.Append($"<p>{Text(language["recipients.lead"])}</p>\n");
        }

        foreach (var recipient in policy.Recipients)
        {
            WriteRecipient(html, recipient, signals, language, own);
        }

        if (own)
        {
            html.Append($"<div class=\"buttons\"><button type=\"submit\" name=\"choice\" value=\"save\">{Text(language["button.save"])}</button></div>\n");
        }

        html.Append("</form>\n");
    }

    private static void WritePurpose(StringBuilder html, PolicySnapshot policy, CompiledPurpose purpose, in VisitorSignals signals, NoticeLanguage language, bool own)
    {
        var id = $"purpose-{purpose.Id}";
        html.Append($"<fieldset aria-describedby=\"{id}\">\n<legend>{Text(language.Of(purpose.Title))}</legend>\n<div id=\"{id}\">");
        if (language.Of(purpose.Description) is { Length: > 0 } description)
        {
            html.Append($"<p>{Text(description)}</p>");
        }

        html.Append($"<p>{Text(language["purpose.recipients"])}: {Text(ShownText.Names(policy, purpose, language))}</p></div>\n");
        if (own && purpose.CanBeRefused)
        {
            var state = ChoicesDocuments.StateOf(purpose, signals);
            var kind = purpose.NeedsConsent ? "answer" : "answer.interest";
            Radio("yes", state == Answer.Yes, language[$"{kind}.yes"]);
            Radio("no", state == Answer.No, language[$"{kind}.no"]);
        }

        html.Append("<ul>\n");
        foreach (var note in ShownText.Notes(purpose, language))
        {
            html.Append($"<li>{Text(note)}</li>\n");
        }

        html.Append($"</ul>\n<details><summary>{Text(language["purpose.data"])}: {Text(language.Of(purpose.Title))}</summary>\n<ul>\n");
        foreach (var allowed in purpose.Allowed)
        {
            html.Append($"<li><strong>{Text(ShownText.Name(allowed, language))}</strong>, {Text(language.Form(allowed.Form))}. {Text(language.Of(allowed.Because))}</li>\n");
        }

        html.Append("</ul>\n</details>\n</fieldset>\n");

        void Radio(string value, bool isChosen, string label) => html.Append(
            $"<label><input type=\"radio\" name=\"purpose.{purpose.Id}\" value=\"{value}\"{(isChosen ? " checked" : "")}> {Text(label)}</label>\n");
    }

    private static void WriteRecipient(StringBuilder html, CompiledRecipient recipient, in VisitorSignals signals, NoticeLanguage language, bool own)
    {
        html.Append($"<section class=\"recipient\">\n<h3>{Text(recipient.Name)}</h3>\n<p>{Text(string.Join(' ', ShownText.Facts(recipient, language)))}\n");
        if (recipient.PrivacyPolicy.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || recipient.PrivacyPolicy.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            html.Append($"<a href=\"{Text(recipient.PrivacyPolicy)}\" rel=\"noreferrer\">{Text(language.Format("recipient.policy", recipient.Name))}</a>");
        }

        html.Append("</p>\n");
        if (own)
        {
            var isRefused = ChoicesDocuments.IsRefused(recipient, signals);
            html.Append($"""
                <input type="hidden" name="shown" value="{recipient.Id}">
                <label><input type="checkbox" name="refuse" value="{recipient.Id}"{(isRefused ? " checked" : "")}> {Text(language.Format("recipients.refuse", recipient.Name))}</label>

                """);
        }

        html.Append("</section>\n");
    }

    private static void WriteRecord(StringBuilder html, CompiledSite site, in VisitorSignals signals, NoticeLanguage language)
    {
        if (signals.Choice.Kind == ChoiceKind.Accepted)
        {
            html.Append($"""
                <h2>{Text(language["record"])}</h2>
                <p>{Text(language["record.lead"])}</p>
                <form method="post" action="{site.PrivacyPath}/choices/record">
                <p><a href="{site.PrivacyPath}/choices/record">{Text(language["record.show"])}</a></p>
                <div class="buttons"><button type="submit">{Text(language["button.erase"])}</button></div>
                </form>

                """);
        }
    }

    private static void WriteController(StringBuilder html, CompiledController controller, NoticeLanguage language)
    {
        html.Append($"<h2>{Text(language["controller"])}</h2>\n<p>{Text(controller.Name)}, {Text(controller.Address)}, {Text(controller.Contact)}</p>\n");
        if (controller.DataProtectionOfficer is { } officer)
        {
            html.Append($"<p>{Text(language["controller.officer"])}: {Text(officer)}</p>\n");
        }

        if (controller.PrivacyPolicy is { } address && address.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            html.Append($"<p><a href=\"{Text(address)}\">{Text(language["controller.policy"])}</a></p>\n");
        }
    }

    private static string Text(string text) => Encoder.Encode(text);
}
