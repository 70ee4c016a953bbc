namespace RedactingGateway.Core.Tests.Notices.Offers;

/// <summary>Whatever a page writes into the attributes that a notice repeats stays text.</summary>
public sealed class HostilePageDataTests
{
    public static TheoryData<string> Values => new(
        "\"><script>alert(1)</script>", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "&#34;><img src=x onerror=alert(1)>", "&amp;quot;><script>", "</summary></details></div><script>x</script>",
        "<!--", "--><script>", "<![CDATA[", "</title><script>", "a\0b<script\0>", "&#0;<script>", "\u202Etpircs<", "\u2066a\u2069", "{0} {1}", "&#x110000;", "&lt", "' onload='x",
        new string('\ud83d', 1), string.Concat(Enumerable.Repeat("\ud83d\ude00", 60)), string.Concat(Enumerable.Repeat("<script>", 30)));

    [Theory]
    [MemberData(nameof(Values))]
    public void Attribute_OfAnOffer_CannotBecomeMarkup(string value)
    {
        // As a site would write it that escapes quotes only: the page itself reads the same with and without notices.
        var attribute = value.Replace("\"", "&quot;", StringComparison.Ordinal);
        var html = $"<!doctype html><html><head></head><body><div data-offer data-segment=\"{attribute}\" data-by=\"{attribute}\" aria-label=\"{attribute}\"></div><p id=last>x</p></body></html>";
        var page = new NoticePage { Notices = """{ banner: false, link: false, offers: [{ select: "[data-offer]", purpose: offers, sponsor: { from: data-by }, parameters: { segment: { from: data-segment, values: {} } } }] }""" }.AfterYes();
        var (output, report, _) = page.Rewrite(html);
        var (before, after) = (NoticePage.Parse(html), NoticePage.Parse(output));

        Assert.Equal(1, report.Offers);
        Assert.Equal(before.QuerySelectorAll("script").Length + 1, after.QuerySelectorAll("script").Length);
        Assert.Empty(after.QuerySelectorAll("[onerror], [onload], img"));
        Assert.Equal("BODY", after.QuerySelector("#last")!.ParentElement!.TagName);
        var why = after.QuerySelector("[data-offer] + .rg-why")!;
        Assert.Equal(["details"], why.Children.Select(c => c.LocalName));
        Assert.DoesNotContain(why.TextContent, c => c is '\0' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        Assert.DoesNotContain("\ufffd", value.Contains("\ud83d\ude00", StringComparison.Ordinal) ? why.TextContent : "", StringComparison.Ordinal);
        Assert.InRange(why.QuerySelector("summary")!.TextContent.Length, 0, 120);
    }
}
