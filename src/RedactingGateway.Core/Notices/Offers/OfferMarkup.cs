using RedactingGateway.Core.Notices.Banner;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Notices.Offers;

/// <summary>Why this offer: what the site and the policy say of it, in words (modelled on DSA Art. 26(1)(d) and GDPR Art. 21(4)).</summary>
internal static class OfferMarkup
{
    // Longer names are read out with every "why": the beginning tells offers apart.
    private const int MaxNameLength = 80;

    /// <summary>Writes the notice.</summary>
    /// <param name="page">The page.</param>
    /// <param name="offer">The offer, as the policy has it.</param>
    /// <param name="element">Its element.</param>
    /// <param name="number">The how many-th notice of the page it is.</param>
    /// <param name="language">Language of the notice.</param>
    /// <param name="canSubmit">Whether the page may send our form.</param>
    /// <param name="unmapped">Counts codes that the policy has no sentence for.</param>
    public static string Write(PageContext page, OfferNotice offer, HtmlElement element, int number, NoticeLanguage language, bool canSubmit, ref int unmapped)
    {
        var purpose = page.Policy.Purposes.First(p => p.Id == offer.Purpose);
        var tag = element.Name == "li" ? "li" : "div";
        var name = Name(element);
        var html = new NoticeMarkup()
            .Line($"""<{new NoticeMarkup.Markup(tag)} class="rg rg-why"{NoticeLanguageAttributes.Of(language)}><details class="rg-details"><summary class="rg-summary">{language["why.title"]}{Of(name)}</summary>""")
            .Line("""<div class="rg-body">""")
            .Line($"""<p class="rg-text">{Chosen(page, offer, element, language)}</p>""");
        foreach (var reason in Reasons(offer, element, language, ref unmapped))
        {
            html.Line($"""<p class="rg-text"><strong class="rg-strong">{language["why.reason"]}</strong> {reason}</p>""");
        }

        var categories = purpose.Allowed.Select(a => a.Name.IsEmpty ? a.Category : language.Of(a.Name)).ToList();
        html.Line($"""<p class="rg-text"><strong class="rg-strong">{language["why.purpose"]}</strong> {language.Of(purpose.Title)}{(categories.Count == 0 ? "" : $". {language.Format("why.categories", language.List(categories))}")}</p>""");
        if (offer.Price is { } price)
        {
            html.Line($"""<p class="rg-text">{language[price == PriceKind.Personalised ? "why.price.personal" : "why.price.same"]}</p>""");
        }

        html.Line($"""<p class="rg-text">{language["why.change"]}</p>""");
        Refuse(html, page, purpose, name, number, language, canSubmit);
        return html.Line($"""</div></details></{new NoticeMarkup.Markup(tag)}>""").ToString();
    }

    private static string Of(string name) => name.Length == 0 ? "" : $" {name}";

    private static string Chosen(PageContext page, OfferNotice offer, HtmlElement element, NoticeLanguage language)
    {
        var sponsor = offer.SponsorFrom is { } attribute ? Plain(element.Attribute(attribute)) : language.Of(offer.Sponsor);
        return sponsor.Length == 0
            ? language.Format("why.chosen", page.Policy.Controller.Name)
            : language.Format("why.chosen.sponsor", page.Policy.Controller.Name, sponsor);
    }

    private static List<string> Reasons(OfferNotice offer, HtmlElement element, NoticeLanguage language, ref int unmapped)
    {
        List<string> reasons = [];
        foreach (var parameter in offer.Parameters)
        {
            if (element.Attribute(parameter.From)?.Trim() is { Length: > 0 } code && parameter.Values.TryGetValue(code, out var sentence))
            {
                reasons.Add(language.Of(sentence));
            }
            else
            {
                // The raw code says nothing to a person, and may say too much.
                unmapped++;
                reasons.Add(language["why.unknown"]);
            }
        }

        return reasons;
    }

    private static void Refuse(NoticeMarkup html, PageContext page, CompiledPurpose purpose, string name, int number, NoticeLanguage language, bool canSubmit)
    {
        var choices = $"{page.PrivacyPrefix}/choices";
        if (canSubmit && purpose.CanBeRefused)
        {
            html.Line($"""<form class="rg-form" method="post" action="{choices}" data-rg-choices="{choices}" id="{"rg-why-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture)}">""")
                .Line($"""<input type="hidden" name="language" value="{language.Tag}"><input type="hidden" name="place" value="offer"><input type="hidden" name="return" value="{BannerMarkup.ReturnTo(page)}"><input type="hidden" name="{"purpose." + purpose.Id}" value="no">""")
                .Line($"""<button class="rg-button" type="submit" name="choice" value="save">{language["why.refuse"]}</button>""")
                .Line("</form>");
        }

        html.Line($"""<p class="rg-more"><a class="rg-link" href="{choices}">{language["why.choices"]}</a></p>""");
    }

    // What the site calls the offer for those who cannot see it.
    private static string Name(HtmlElement element)
    {
        var name = Plain(element.Attribute("aria-label") ?? element.Attribute("title") ?? element.Attribute("alt"));
        if (name.Length <= MaxNameLength)
        {
            return name;
        }

        var end = char.IsHighSurrogate(name[MaxNameLength - 1]) ? MaxNameLength - 1 : MaxNameLength;
        return name[..end].TrimEnd() + "…";
    }

    // Controls would reach beyond the name: one that turns the direction of writing turns the rest of the sentence too.
    private static string Plain(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c) && !IsDirection(c))).Trim();

    private static bool IsDirection(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
