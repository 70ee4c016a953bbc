using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Notices.Banner;

/// <summary>The banner: refuse and accept are the same kind of button in one row, and it works without a script.</summary>
internal static class BannerMarkup
{
    /// <summary>Writes the banner.</summary>
    public static string Write(PageContext page, BannerDecision decision, NoticeLanguage language, bool canSubmit)
    {
        var (policy, site) = (page.Policy, page.Site);
        var html = new NoticeMarkup()
            .Line($"""<section class="rg rg-banner" id="rg-banner" aria-labelledby="rg-banner-title"{NoticeLanguageAttributes.Of(language)}>""")
            .Line($"""<h2 class="rg-title" id="rg-banner-title">{language[decision.Kind == BannerKind.AskAgain ? "banner.title.again" : "banner.title"]}</h2>""");
        Lead(html, policy, language);
        Yes(html, page, decision, language);
        if (page.Signals.Browser != Signals.BrowserSignals.None)
        {
            html.Line($"""<p class="rg-text">{language["banner.signal"]}</p>""");
        }

        html.Line($"""<p class="rg-text">{language["banner.change"]}</p>""");
        Answers(html, page, language, canSubmit);
        return html.Line("</section>").ToString();
    }

    // Said only where it is true: that nothing happens without a yes.
    private static void Lead(NoticeMarkup html, PolicySnapshot policy, NoticeLanguage language)
    {
        var anyway = policy.Purposes.Where(p => !p.NeedsConsent && Recipients(policy, p).Count > 0).ToList();
        if (anyway.Count == 0)
        {
            html.Line($"""<p class="rg-text">{language["lead.consent"]}</p>""");
            return;
        }

        var named = anyway.Select(p => language.Format("banner.anyway.purpose", language.Of(p.Title), language.List(Recipients(policy, p)), language[$"basis.{Camel(p.Basis.ToString())}"].TrimEnd('.'))).ToList();
        html.Line($"""<p class="rg-text">{language.Format("banner.anyway", string.Join("; ", named))}</p>""");
    }

    private static void Yes(NoticeMarkup html, PageContext page, BannerDecision decision, NoticeLanguage language)
    {
        var policy = page.Policy;
        var shared = decision.Purposes.Where(p => Recipients(policy, p).Count > 0).ToList();
        var ids = shared.SelectMany(p => policy.Destinations.Where(d => d.Purposes.Any(q => q.Id == p.Id)).Select(d => d.Recipient)).ToHashSet(StringComparer.Ordinal);
        var recipients = policy.Recipients.Where(r => ids.Contains(r.Id)).ToList();
        if (recipients.Count > 0)
        {
            var purposes = language.List([.. shared.Select(p => language.Of(p.Title))]);
            html.Line($"""<p class="rg-text">{language.Count("banner.recipients", recipients.Count, language.List([.. recipients.Select(r => r.Name)]), purposes)}{Abroad(recipients, language)}</p>""");
        }

        var own = decision.Purposes.Where(p => Recipients(policy, p).Count == 0).ToList();
        if (own.Count > 0)
        {
            html.Line($"""<p class="rg-text">{language.Format("banner.own", language.List([.. own.Select(p => language.Of(p.Title))]))}</p>""");
        }
    }

    private static string Abroad(List<CompiledRecipient> recipients, NoticeLanguage language)
    {
        var countries = recipients.SelectMany(r => r.Transfers).Select(t => t.Country).Distinct(StringComparer.Ordinal).Select(language.Country).ToList();
        return countries.Count == 0 ? "" : " " + language.Format("banner.abroad", language.List(countries));
    }

    private static void Answers(NoticeMarkup html, PageContext page, NoticeLanguage language, bool canSubmit)
    {
        var choices = $"{page.PrivacyPrefix}/choices";
        if (!canSubmit)
        {
            // The page's own policy forbids our form: the choice is one page away, and both answers are.
            html.Line($"""<p class="rg-answers"><a class="rg-button" href="{choices}">{language["banner.goto"]}</a></p>""");
            return;
        }

        html.Line($"""<form class="rg-form" method="post" action="{choices}" data-rg-choices="{choices}">""")
            .Line($"""<input type="hidden" name="language" value="{language.Tag}"><input type="hidden" name="place" value="banner"><input type="hidden" name="return" value="{ReturnTo(page)}">""")
            .Line($"""<div class="rg-answers" role="group" aria-labelledby="rg-banner-title"><button class="rg-button" type="submit" name="choice" value="refuse">{language["button.refuse"]}</button>""")
            .Line($"""<button class="rg-button" type="submit" name="choice" value="accept">{language["button.accept"]}</button></div>""")
            .Line($"""<p class="rg-more"><a class="rg-link" href="{choices}">{language["banner.choose"]}</a></p>""")
            .Line("</form>");
    }

    /// <summary>Where a form of the page returns to: the page, at the message.</summary>
    public static string ReturnTo(PageContext page) => page.Target + "#rg-saved";

    private static List<string> Recipients(PolicySnapshot policy, CompiledPurpose purpose) => [.. policy.RecipientsOf(purpose).Select(r => r.Name)];

    private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
}
