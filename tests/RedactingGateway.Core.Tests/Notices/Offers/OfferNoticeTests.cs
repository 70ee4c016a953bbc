using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Notices.Offers;

public sealed class OfferNoticeTests
{
    private const string Offer = "<article data-offer data-segment=mill data-profile=p aria-label=Mill><p>m</p></article>";
    private const string Neutral = "<article data-neutral><p>n</p></article>";

    // Of the other parts, nothing: only the offers are looked at.
    private static readonly string Notices = NoticePage.Offer.Replace("{ offers:", "{ banner: false, link: false, offers:", StringComparison.Ordinal);

    [Fact]
    public void Granted_OfferIsExplained_RightBehindIt_AndTheNeutralOneGoes()
    {
        var (output, report) = Rewrite(Offer + Neutral, granted: true);
        var page = NoticePage.Parse(output);
        var why = page.QuerySelector("[data-offer] + .rg-why")!.TextContent;

        Assert.Contains("This offer was chosen for you by Shop <b>, paid for by Mill & Co.", why, StringComparison.Ordinal);
        Assert.Contains("Reason: You looked at mills", why, StringComparison.Ordinal);
        Assert.Contains("Purpose: Offers. Allowed for this: what you do on the site", why, StringComparison.Ordinal);
        Assert.Contains("The price was worked out for you automatically.", why, StringComparison.Ordinal);
        Assert.Equal("Why am I seeing this? Mill", page.QuerySelector(".rg-why summary")!.TextContent);
        Assert.Equal(("purpose.offers", "no"), (page.QuerySelector(".rg-why input[name^=purpose]")!.GetAttribute("name")!, page.QuerySelector(".rg-why input[name^=purpose]")!.GetAttribute("value")!));
        Assert.Null(page.QuerySelector("[data-neutral]"));
        Assert.Equal((1, 0, 0, 0), (report.Offers, report.ReasonsUnknown, report.OffersRemoved, report.PersonalisedDespiteRefusal));
    }

    [Theory]
    [InlineData("data-segment=HV_F35")]
    [InlineData("data-segment=\"\"")]
    [InlineData("")]
    public void Code_WithoutASentence_IsNotShown_AndCounted(string attribute)
    {
        var (output, report) = Rewrite($"<div data-offer {attribute}></div>", granted: true);

        Assert.Contains("The shop has not given the reason.", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Split("HV_F35").Length - 1 + (attribute.Contains("HV", StringComparison.Ordinal) ? 0 : 1));
        Assert.Equal(1, report.ReasonsUnknown);
    }

    [Theory]
    [InlineData("sponsor: { en: \"Mill & Co\" }", "", "chosen for you by Shop <b>, paid for by Mill & Co.")]
    [InlineData("sponsor: { from: data-by }", " data-by=\" Bean &amp; Co \"", "chosen for you by Shop <b>, paid for by Bean & Co.")]
    [InlineData("sponsor: { from: data-by }", "", "chosen for you by Shop <b>.")]
    [InlineData("price: same", "", "The price is the same for everyone.")]
    [InlineData("price: personalised", "", "The price was worked out for you automatically.")]
    public void Words_AreTheOffers(string word, string attribute, string expected)
    {
        var notices = $$"""{ banner: false, link: false, offers: [{ select: "[data-offer]", purpose: offers, {{word}} }] }""";
        var (output, _) = Rewrite($"<div data-offer{attribute}></div>", granted: true, notices);
        Assert.Contains(expected, NoticePage.Parse(output).QuerySelector(".rg-why")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(word.StartsWith("price", StringComparison.Ordinal), output.Contains("rice ", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_TellOffersApart_AndIdsAreUnique()
    {
        var page = NoticePage.Parse(Rewrite("<div data-offer aria-label=A></div><div data-offer title=B></div><img data-offer alt=C>", granted: true).Output);

        Assert.Equal(["A", "B", "C"], page.QuerySelectorAll(".rg-why summary").Select(s => s.TextContent.Split(' ')[^1]));
        Assert.Equal(3, page.QuerySelectorAll(".rg-why form").Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public void Item_OfAList_GetsAnItem() =>
        Assert.Equal("li li li", string.Join(' ', NoticePage.Parse(Rewrite("<ul><li data-offer>a<li>b</ul>", granted: true).Output).QuerySelector("ul")!.Children.Select(c => c.LocalName)));

    [Theory]
    [InlineData("remove", "", "")]
    [InlineData("remove", " data-profile=p", "")]
    [InlineData("keep", "", "o")]
    [InlineData("keep", " data-profile=p", "")]
    [InlineData("{ alternative: \"[data-neutral]\" }", "", "n")]
    [InlineData("{ alternative: \"[data-neutral]\" }", " data-profile=p", "n")]
    public void Refused_OfferEndsAsThePolicySays_ButNeverWithAProfile(string whenRefused, string marker, string left)
    {
        var notices = $$"""{ banner: false, link: false, offers: [{ select: "[data-offer]", purpose: offers, marker: data-profile, whenRefused: {{whenRefused}} }] }""";
        var neutral = left == "n" ? "<i data-neutral>n</i>" : "";
        var (output, report) = Rewrite($"<b data-offer{marker}>o</b>{neutral}", granted: false, notices);

        Assert.Equal(left, NoticePage.Parse(output).Body!.TextContent.Trim());
        Assert.DoesNotContain("rg-why", output, StringComparison.Ordinal);
        Assert.Equal(left == "o" ? 0 : 1, report.OffersRemoved);
        Assert.Equal(marker.Length > 0 ? 1 : 0, report.PersonalisedDespiteRefusal);
    }

    [Fact]
    public void Refused_NeutralOfferWithAProfile_GoesToo()
    {
        var (output, report) = Rewrite("<i data-neutral data-profile=p>n</i>", granted: false);
        Assert.DoesNotContain("data-neutral", output, StringComparison.Ordinal);
        Assert.Equal(1, report.PersonalisedDespiteRefusal);
    }

    [Fact]
    public void Refused_LongerThanIsHeld_StaysWhereNobodySeesIt()
    {
        var (output, _) = Rewrite($"<div data-offer>{new string('a', 70_000)}</div><p>b", granted: false);
        var offer = NoticePage.Parse(output).QuerySelector("[data-offer]")!;
        Assert.True(offer.HasAttribute("hidden") && offer.HasAttribute("inert") && offer.HasAttribute("data-rg-out"));
    }

    // What the engine leaves out was not shown, and is not counted as shown.
    [Theory]
    [InlineData("<select><option data-offer>a</select>")]
    [InlineData("<svg><g data-offer></g></svg>")]
    [InlineData("<noscript><div data-offer></div></noscript>")]
    [InlineData("<div data-offer><!--")]
    public void Offer_WhereNoNoticeMayStand_IsCountedAsThat(string body)
    {
        var (output, report, html) = Page(granted: true, Notices).Rewrite($"<!doctype html><html><head></head><body>{body}");

        Assert.DoesNotContain("rg-why", output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), (report.Offers, report.ReasonsUnknown, html.Refused + report.Misplaced));
    }

    [Fact]
    public void Offer_InTheHead_EndsNoHead()
    {
        var (output, report, _) = Page(granted: true, Notices).Rewrite("<!doctype html><html><head><meta data-offer><title>t</title></head><body></body></html>");

        Assert.Equal("t", NoticePage.Parse(output).Head!.QuerySelector("title")!.TextContent);
        Assert.Equal((0, 1), (report.Offers, report.Misplaced));
    }

    // Forms do not nest: ours would end the page's own.
    [Theory]
    [InlineData("<form id=own><div data-offer></div><input name=last></form>", 1, 0)]
    [InlineData("<form id=own><div data-offer></form></div>", 1, 0)]
    [InlineData("<div data-offer><form id=own></div><input name=last></form>", 0, 1)]
    [InlineData("<form data-offer id=own><input name=last></form>", 1, 0)]
    [InlineData("<template><form id=own><div data-offer></div></form></template><form id=own><input name=last></form>", 1, 0)]
    public void Offer_InAForm_LeavesTheFormWhole(string body, int offers, int refused)
    {
        var page = Page(granted: true, Notices);
        var (output, report, html) = page.Rewrite($"<!doctype html><html><head></head><body>{body}</body></html>");
        var (before, after) = (NoticePage.Parse(body), NoticePage.Parse(output));

        Assert.Equal(Fields(before), Fields(after));
        Assert.Equal((offers, refused), (report.Offers, html.Refused));

        static IEnumerable<string?> Fields(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelectorAll("input[name=last]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>().Select(i => i.Form?.Id);
    }

    [Fact]
    public void Offer_WhereTheFormIsForbidden_HasTheLink()
    {
        var page = new NoticePage { Notices = Notices, HeaderPolicies = ["form-action 'none'"] }.AfterYes();
        var (output, report, _) = page.Rewrite($"<!doctype html><body>{Offer}");

        Assert.Null(NoticePage.Parse(output).QuerySelector(".rg-why form"));
        Assert.NotNull(NoticePage.Parse(output).QuerySelector(".rg-why a[href='/privacy-choices/choices']"));
        Assert.True(report.WithoutForm);
    }

    private static NoticePage Page(bool granted, string notices) => granted
        ? new NoticePage { Notices = notices }.AfterYes()
        : new NoticePage { Notices = notices, Signals = new VisitorSignals { Choice = StoredChoice.Refused with { Time = NoticePage.Now } } };

    private static (string Output, NoticeReport Report) Rewrite(string body, bool granted, string? notices = null)
    {
        var (output, report, _) = Page(granted, notices ?? Notices).Rewrite($"<!doctype html><html><head></head><body>{body}</body></html>");
        return (output, report);
    }
}
