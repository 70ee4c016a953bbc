using System.Globalization;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Privacy.Transparency;

/// <summary>The transparency page: the document for people. Plain HTML, no script.</summary>
internal sealed class TransparencyPage(CompiledSite site, TransparencyDocument document, NoticeLanguage language)
{
    // Groups of three are kept apart by a narrow space, which no language takes for a decimal point.
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = "\u202F" };

    private static readonly string[] CountColumns = ["recipient", "sent", "changed", "withheld", "stopped"];

    private static readonly string[] Sections = ["choice", "objection", "purposes", "forms", "recipients", "counts", "never", "outside", "held", "rights"];

    private readonly PageWriter _page = new();

    private bool HasOutside => document.Outside.Length + document.Bypassing.Length > 0;

    /// <summary>Writes the page.</summary>
    /// <param name="languages">The languages that there are.</param>
    /// <param name="note">Key of the message on what was just done, or null.</param>
    /// <param name="signal">What is said to somebody whose browser asks for privacy, or null.</param>
    public string Write(IReadOnlyList<NoticeLanguage> languages, string? note, string? signal)
    {
        _page.Begin(site, language, languages, $"{site.PrivacyPath}/", language["transparency.title"]);
        if (note is not null)
        {
            _page.Line($"<p class=\"note\" role=\"status\" id=\"saved\">{language[note]}</p>");
        }

        WriteScope();
        WriteContents();
        WriteChoice(signal);
        Heading("purposes");
        foreach (var purpose in document.Purposes)
        {
            WritePurpose(purpose);
        }

        WriteForms();
        Heading("recipients");
        foreach (var recipient in document.Recipients)
        {
            WriteRecipient(recipient);
        }

        WriteCounts();
        WriteNever();
        WriteOutside();
        WriteHeld();
        WriteRights();
        return _page.End();
    }

    private void WriteContents()
    {
        _page.Line($"<nav aria-label=\"{language["transparency.nav"]}\">\n<ul class=\"jump\">");
        foreach (var id in Sections.Where(s => s != "outside" || HasOutside))
        {
            _page.Line($"<li><a href=\"#{id}\">{language[$"transparency.{id}.title"]}</a></li>");
        }

        _page.Markup("</ul>\n</nav>\n");
    }

    private void WriteScope()
    {
        _page.Line($"<p>{language["transparency.scope"]}</p>");
        if (HasOutside)
        {
            var names = string.Join(", ", document.Outside.Select(o => $"{o.Name} ({o.CountryInWords})").Concat(document.Bypassing));
            _page.Line($"<p class=\"note\">{language.Format("transparency.scope.outside", names)} <a href=\"#outside\">{language["transparency.scope.more"]}</a></p>");
        }
        else
        {
            _page.Line($"<p>{language["transparency.scope.others"]}</p>");
        }
    }

    private void WriteChoice(string? signal)
    {
        Heading("choice");
        if (signal is not null)
        {
            _page.Line($"<p class=\"note\">{signal}</p>");
        }

        _page.Line($"<p>{language[$"transparency.choice.{document.Choice}"]}</p>");
        var fixedPurposes = document.Purposes.Where(p => !p.CanBeRefused).Select(p => p.Title).ToList();
        if (fixedPurposes.Count > 0)
        {
            _page.Line($"<p>{language.Format("transparency.choice.fixed", string.Join(", ", fixedPurposes))}</p>");
        }

        _page.Line($"<p><a class=\"action\" href=\"{site.PrivacyPath}/choices?language={language.Tag}\">{language["transparency.choice.change"]}</a></p>");

        // GDPR Art. 21(4): clearly, and apart from everything else.
        Heading("objection");
        _page.Line($"""
            <p>{language["transparency.objection.lead"]}</p>
            <form method="post" action="{site.PrivacyPath}/choices">
            <input type="hidden" name="language" value="{language.Tag}">
            <input type="hidden" name="return" value="{site.PrivacyPath}/?language={language.Tag}&saved=refused#saved">
            <div class="buttons bar"><button type="submit" name="choice" value="refuse">{language["transparency.objection.button"]}</button></div>
            </form>
            """);
    }

    private void WritePurpose(PurposeFacts purpose)
    {
        _page.Line($"<section class=\"card\" aria-labelledby=\"purpose-{purpose.Id}\">\n<h3 id=\"purpose-{purpose.Id}\">{purpose.Title}</h3>");
        if (purpose.Description.Length > 0)
        {
            _page.Line($"<p>{purpose.Description}</p>");
        }

        _page.Markup("<dl>\n");
        Fact("state", language[$"transparency.state.{StateOf(purpose)}"]);
        Fact("basis", string.Join(' ', [language[$"transparency.basis.{purpose.Basis}"], .. purpose.Notes]));
        Fact("to", purpose.Recipients.IsEmpty ? language["purpose.noRecipients"] : string.Join(", ", document.Recipients.Where(r => purpose.Recipients.Contains(r.Id)).Select(r => r.Name)));
        _page.Markup("</dl>\n");
        if (purpose.Categories.IsEmpty)
        {
            _page.Line($"<p>{language["transparency.data.none"]}</p>");
        }
        else
        {
            string[] columns = [language["transparency.data"], language["transparency.form"], language["transparency.because"]];
            _page.BeginTable(language.Format("transparency.data.caption", purpose.Title), columns);
            foreach (var category in purpose.Categories)
            {
                _page.Row(columns, category.Name, Form(category), category.Because.Length > 0 ? category.Because : language["transparency.because.none"]);
            }

            _page.EndTable();
        }

        _page.Markup("</section>\n");
    }

    private static string StateOf(PurposeFacts purpose) => purpose switch
    {
        { CanBeRefused: false } => "fixed",
        { NeedsConsent: false, State: "notAsked" } => "notObjected",
        _ => purpose.State,
    };

    private string Form(AllowedFacts category) => category.LinkedDays is { } days
        ? $"{category.FormInWords}. {language.Format("transparency.linked", days)}"
        : category.FormInWords;

    private void WriteForms()
    {
        Heading("forms");
        _page.Line($"<p>{language["kept"]}</p>");
        if (TransparencyDocuments.LongestLink(document) is > 0 and var days)
        {
            _page.Line($"<p>{language.Format("transparency.forms.linked", days)}</p>");
        }

        _page.Line($"<p>{language["transparency.forms.combined"]}</p>\n<p>{language["transparency.forms.substitutes"]}</p>");
    }

    private void WriteRecipient(RecipientFacts recipient)
    {
        _page.Line($"<section class=\"card\" aria-labelledby=\"recipient-{recipient.Id}\">\n<h3 id=\"recipient-{recipient.Id}\">{recipient.Name}</h3>\n<dl>");
        Fact("country", recipient.CountryInWords);
        Fact("role", language[$"transparency.role.{recipient.Role}"]);
        Fact("transfers", recipient.Transfers.IsEmpty
            ? language["transparency.transfers.none"]
            : string.Join("; ", recipient.Transfers.Select(t => $"{t.CountryInWords} ({t.SafeguardInWords})")));
        Fact("reuse", language[$"transparency.reuse.{recipient.Reuse}"]);
        Fact("retention", recipient.Retention);
        Fact("for", string.Join(", ", document.Purposes.Where(p => recipient.Purposes.Contains(p.Id)).Select(p => p.Title)));
        Fact("paths", string.Join(", ", recipient.Paths.Select(p => p.Mode == "shadow" ? $"{p.Path} ({language["transparency.paths.trial"]})" : p.Path)));
        if (recipient.Refused)
        {
            Fact("state", language["transparency.state.refusedRecipient"]);
        }

        _page.Markup("</dl>\n<p>");
        _page.Link(recipient.PrivacyPolicy, language.Format("recipient.policy", recipient.Name));
        _page.Markup("</p>\n</section>\n");
    }

    private void WriteCounts()
    {
        Heading("counts");
        if (!document.Counted)
        {
            _page.Line($"<p>{language["transparency.counts.away"]}</p>");
            return;
        }

        _page.Line($"<p>{language.Format("transparency.counts.lead", PublicCount.Least)}</p>");
        string[] columns = [.. CountColumns.Select(c => language[$"transparency.counts.{c}"])];
        _page.BeginTable(language.Format("transparency.counts.caption", document.CountedDays), columns);
        foreach (var recipient in document.Recipients)
        {
            var counts = recipient.Counts!;
            _page.Row(columns, recipient.Name, Number(counts.Sent), Number(counts.Changed), Number(counts.Withheld), Number(counts.Stopped));
        }

        _page.EndTable();
    }

    private string Number(long? count) => count is { } number
        ? language.Format("transparency.counts.about", number.ToString("N0", Grouped))
        : language.Format("transparency.counts.small", PublicCount.Least);

    private void WriteNever()
    {
        Heading("never");
        if (document.Never.IsEmpty)
        {
            _page.Line($"<p>{language["transparency.never.default"]}</p>");
            return;
        }

        _page.Line($"<p>{language["transparency.never.lead"]}</p>\n<ul class=\"columns\">");
        foreach (var category in document.Never)
        {
            _page.Line($"<li>{category.Name}</li>");
        }

        _page.Markup("</ul>\n");
    }

    private void WriteOutside()
    {
        if (!HasOutside)
        {
            return;
        }

        Heading("outside");
        if (!document.Outside.IsEmpty)
        {
            string[] columns = [language["transparency.outside.name"], language["transparency.country"], language["transparency.outside.why"]];
            _page.BeginTable(language["transparency.outside.caption"], columns);
            foreach (var outside in document.Outside)
            {
                _page.Row(columns, outside.Name, outside.CountryInWords, outside.Why);
            }

            _page.EndTable();
            _page.Markup("<ul>\n");
            foreach (var outside in document.Outside.Where(o => o.PrivacyPolicy is not null))
            {
                _page.Markup("<li>");
                _page.Link(outside.PrivacyPolicy!, language.Format("recipient.policy", outside.Name));
                _page.Markup("</li>\n");
            }

            _page.Markup("</ul>\n");
        }

        if (!document.Bypassing.IsEmpty)
        {
            _page.Line($"<p>{language["transparency.bypassing"]}</p>\n<ul>");
            foreach (var host in document.Bypassing)
            {
                _page.Line($"<li>{host}</li>");
            }

            _page.Markup("</ul>\n");
        }
    }

    private void WriteHeld()
    {
        Heading("held");
        _page.Line($"<p>{language["transparency.held.lead"]}</p>");
        string[] columns = [language["transparency.held.what"], language["transparency.held.basis"], language["transparency.held.retention"]];
        _page.BeginTable(language["transparency.held.caption"], columns);
        foreach (var held in document.Held)
        {
            _page.Row(columns, held.What, held.Basis, held.Retention);
        }

        _page.EndTable();
        _page.Line($"<p><a href=\"{site.PrivacyPath}/live?language={language.Tag}\">{language["transparency.live"]}</a></p>");
    }

    private void WriteRights()
    {
        Heading("rights");
        _page.Markup("<ul>\n");
        foreach (var right in document.Rights)
        {
            _page.Line($"<li>{right}</li>");
        }

        _page.Line($"</ul>\n<h2>{language["controller"]}</h2>\n<p>{document.Controller.Name}, {document.Controller.Address}, {document.Controller.Contact}</p>");
        if (document.Controller.DataProtectionOfficer is { } officer)
        {
            _page.Line($"<p>{language["controller.officer"]}: {officer}</p>");
        }

        _page.Markup("<p>");
        _page.Link(document.Controller.PrivacyPolicy ?? "", language["controller.policy"]);
        _page.Line($"</p>\n<p class=\"fine\"><a href=\"{site.PrivacyPath}/transparency.json?language={language.Tag}\">{language["transparency.json"]}</a> · {language.Format("transparency.revision", document.Policy)}</p>");
    }

    private void Heading(string id) => _page.Line($"<h2 id=\"{id}\">{language[$"transparency.{id}.title"]}</h2>");

    private void Fact(string name, string text) => _page.Line($"<div><dt>{language[$"transparency.{name}"]}</dt><dd>{text}</dd></div>");
}
