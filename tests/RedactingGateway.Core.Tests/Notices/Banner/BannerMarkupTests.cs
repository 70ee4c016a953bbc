using AngleSharp.Dom;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Tests.Notices.Banner;

public sealed class BannerMarkupTests
{
    private const string Html = "<!doctype html><html><head><title>t</title></head><body><p>x</p></body></html>";
    private const string Alone = "Without your yes, nothing about your visit";

    [Fact]
    public void Lead_SaysNothingHappens_OnlyWhereThatIsTrue()
    {
        Assert.Contains(Alone, new NoticePage().Rewrite(Html).Output, StringComparison.Ordinal);

        var anyway = new NoticePage { RunsAnyway = true }.Rewrite(Html).Output;
        Assert.DoesNotContain(Alone, anyway, StringComparison.Ordinal);
        Assert.Contains("Without asking: Upkeep (Count Ltd; Legal basis: legitimate interests", anyway, StringComparison.Ordinal);
    }

    [Fact]
    public void Banner_NamesHowManyWhoAndWhere()
    {
        var banner = NoticePage.Parse(new NoticePage().Rewrite(Html).Output).QuerySelector("#rg-banner")!.TextContent;

        Assert.Contains("2 companies (Count Ltd and Sell Ltd)", banner, StringComparison.Ordinal);
        Assert.Contains("for: Statistics and Ads.", banner, StringComparison.Ordinal);
        Assert.Contains("Data also goes to: USA and Japan.", banner, StringComparison.Ordinal);
        Assert.Contains("Only we ourselves use data for: Offers.", banner, StringComparison.Ordinal);
        Assert.DoesNotContain("Health", banner, StringComparison.Ordinal);
    }

    [Fact]
    public void Banner_UnderGpc_NamesOnlyWhatIsAsked_AndSaysWhy()
    {
        var banner = NoticePage.Parse(new NoticePage { Signals = new VisitorSignals { Browser = BrowserSignals.GlobalPrivacyControl } }.Rewrite(Html).Output).QuerySelector("#rg-banner")!.TextContent;

        Assert.Contains("1 company (Count Ltd)", banner, StringComparison.Ordinal);
        Assert.DoesNotContain("Sell Ltd", banner, StringComparison.Ordinal);
        Assert.Contains("Your browser asks us not to share your data.", banner, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_RefuseComesFirst_AndDiffersInValueAndTextOnly()
    {
        var buttons = NoticePage.Parse(new NoticePage().Rewrite(Html).Output).QuerySelectorAll("#rg-banner button").ToList();

        Assert.Equal(["refuse", "accept"], buttons.Select(b => b.GetAttribute("value")));
        Assert.Equal(Look(buttons[0]), Look(buttons[1]));
        Assert.Same(buttons[0].ParentElement, buttons[1].ParentElement);

        static IEnumerable<string> Look(IElement button) => button.Attributes.Where(a => a.Name != "value").Select(a => $"{a.Name}={a.Value}");
    }

    [Theory]
    [InlineData("<p>a</p>", "section p")]
    [InlineData("<a href=#main>Skip</a><p>a</p>", "a section p")]
    [InlineData("<script></script><a href=#main>Skip</a><p>a</p>", "script a section p")]
    [InlineData("<a href=/>Home</a><a href=#main>Skip</a>", "section a a")]
    [InlineData("<p>a</p><a href=#main>Skip</a>", "section p a")]
    [InlineData("<script></script><style></style><div></div>", "script style section div")]
    [InlineData("only text", "section")]
    public void Banner_StandsFirst_ButForALinkThatSkipsToTheContent(string body, string expected)
    {
        var page = NoticePage.Parse(new NoticePage { Notices = "{ link: false }" }.Rewrite($"<!doctype html><html><head></head><body>{body}</body></html>").Output);
        Assert.Equal(expected, string.Join(' ', page.Body!.Children.Select(c => c.LocalName)));
    }

    [Fact]
    public void Parts_OfPages_GetNoBanner() => Assert.Equal("<p>a</p>", new NoticePage().Rewrite("<p>a</p>").Output);

    [Theory]
    [InlineData("default-src 'self'", true, true, true, false, false)]
    [InlineData("default-src 'self'; form-action 'none'", true, true, false, false, true)]
    [InlineData("default-src 'none'; form-action 'self'", false, false, true, true, false)]
    [InlineData("style-src 'none'; form-action 'none'", false, true, false, true, true)]
    public void ContentSecurityPolicy_DegradesAndIsReported(string policy, bool style, bool script, bool form, bool unstyled, bool withoutForm)
    {
        var (output, report, _) = new NoticePage { HeaderPolicies = [policy] }.Rewrite(Html);
        var page = NoticePage.Parse(output);

        Assert.Equal(style, page.QuerySelector("link[integrity]") is not null);
        Assert.Equal(script, page.QuerySelector("script[integrity]") is not null);
        Assert.Equal(form, page.QuerySelector("#rg-banner form") is not null);
        Assert.Equal(!form, page.QuerySelector("#rg-banner a.rg-button") is not null);
        Assert.Equal((unstyled, withoutForm), (report.Unstyled, report.WithoutForm));
    }

    [Fact]
    public void BaseElement_LeadsNoAddressOfOursElsewhere()
    {
        var (output, report, _) = new NoticePage().Rewrite(Html.Replace("<title>", "<base href=\"https://cdn.example/a/\"><title>", StringComparison.Ordinal));
        var addresses = NoticePage.Parse(output).QuerySelectorAll("link, script, .rg a").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")).ToList();

        Assert.True(addresses.Count >= 5);
        Assert.All(addresses, a => Assert.StartsWith("https://shop.example/privacy-choices/", a, StringComparison.Ordinal));
        Assert.True(report.WithoutForm);
    }

    [Theory]
    [InlineData("us-ascii")]
    [InlineData("shift_jis")]
    [InlineData("koi8-r")]
    public void Charset_WithoutTheLetters_SaysTheSameWords(string name)
    {
        Assert.True(HtmlCharset.TryDetect(name, [], isWhole: true, out var charset));
        var page = new NoticePage { Language = "de" };
        var words = NoticePage.Parse(page.Rewrite(Html).Output).QuerySelector("#rg-banner")!.TextContent;

        Assert.Contains("für", words, StringComparison.Ordinal);
        Assert.Equal(words, NoticePage.Parse(page.Rewrite(Html, charset).Output).QuerySelector("#rg-banner")!.TextContent);
    }

    [Fact]
    public void Saved_IsAMessage_InTheBannersPlace()
    {
        var page = NoticePage.Parse(new NoticePage { Saved = "refused", Signals = new VisitorSignals { Choice = StoredChoice.Refused with { Time = NoticePage.Now } } }.Rewrite(Html).Output);
        var message = page.Body!.FirstElementChild!;

        Assert.Equal(("rg-saved", "status", "Saved: everything refused."), (message.Id!, message.GetAttribute("role")!, message.TextContent));
        Assert.Null(page.QuerySelector("#rg-banner"));
        Assert.Equal("Your choice: refused.", page.QuerySelector(".rg-state")!.TextContent);
    }
}
