using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices.Banner;

/// <summary>The end of every page: the way to the choices, and what holds now.</summary>
internal static class LinkMarkup
{
    public static string Write(PageContext page, NoticeLanguage language) => new NoticeMarkup()
        .Line($"""<nav class="rg rg-foot" aria-label="{language["foot.label"]}" data-rg-accepted="{language["saved.accepted"]}" data-rg-refused="{language["saved.refused"]}" data-rg-state-accepted="{language["foot.accepted"]}" data-rg-state-refused="{language["foot.refused"]}"{NoticeLanguageAttributes.Of(language)}>""")
        .Line($"""<p class="rg-text"><a class="rg-link" href="{page.PrivacyPrefix}/choices">{language["foot.choices"]}</a> <a class="rg-link" href="{page.PrivacyPrefix}/">{language["foot.transparency"]}</a> <span class="rg-state">{State(page, language)}</span></p>""")
        .Line("</nav>")
        .ToString();

    // What holds now, in words. Whose browser asks by itself is told that it is followed, where that is so.
    private static string State(PageContext page, NoticeLanguage language)
    {
        var signals = page.Signals;
        if (signals.Browser != BrowserSignals.None && page.Policy.Purposes.Any(p => Grant.ForSite(p, signals) is GrantReason.RefusedByGpc or GrantReason.RefusedByDnt))
        {
            return language["foot.signal"];
        }

        if (page.Site.Choices != ChoiceSource.Own)
        {
            return "";
        }

        return signals.Choice.Kind switch
        {
            ChoiceKind.None => language["foot.none"],
            ChoiceKind.Accepted when !signals.IsSuperseded && page.Policy.Purposes.Any(p => Grant.ForSite(p, signals) == GrantReason.AcceptedByChoice) => language["foot.accepted"],
            _ => language["foot.refused"],
        };
    }
}
