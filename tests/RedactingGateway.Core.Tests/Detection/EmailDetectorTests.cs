using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class EmailDetectorTests
{
    [Theory]
    // plain, in German and English sentences
    [InlineData("⟦anna@example.org⟧")]
    [InlineData("Bitte schreiben Sie an ⟦anna.schmidt+shop@example.org⟧.")]
    [InlineData("Bitte schreiben Sie an ⟦anna.schmidt@example.org⟧, danke!")]
    [InlineData("Is ⟦anna@example.org⟧? Or ⟦ben@example.co.uk⟧!")]
    [InlineData("Anna Schmidt <⟦anna@example.org⟧>")]
    [InlineData("(⟦anna@example.org⟧)")]
    [InlineData("„⟦anna@example.org⟧“ und »⟦ben@example.org⟧«")]
    [InlineData("⟦anna@example.org⟧–⟦ben@example.org⟧")]
    [InlineData("'⟦anna@example.org⟧' \"⟦ben@example.org⟧\" `⟦c.d@example.org⟧`")]
    [InlineData("**⟦anna@example.org⟧** - ⟦ben@example.org⟧")]
    [InlineData("⟦o'brien@example.ie⟧")]
    [InlineData("⟦Anna_Schmidt-Meier99@mail-3.shop.example.museum⟧")]
    [InlineData("⟦ANNA@EXAMPLE.ORG⟧")]
    [InlineData("a@b.c ⟦a@b.co⟧")]
    [InlineData("⟦12345@163.com⟧")]
    [InlineData("Konto gesperrt…⟦anna@example.org⟧…")]
    [InlineData("⟦anna@example.org⟧\r\n⟦ben@example.org⟧\t⟦c@example.org⟧")]
    // around it: URLs, lists, mark-up, key=value
    [InlineData("mailto:⟦anna@example.org⟧?subject=Frage")]
    [InlineData("https://shop.example/konto/⟦anna@example.org⟧/edit")]
    [InlineData("https://shop.example/?email=⟦anna@example.org⟧&x=1#frag")]
    [InlineData("user=⟦anna@example.org⟧")]
    [InlineData("{\"email\":\"⟦anna@example.org⟧\"}")]
    [InlineData("id~⟦anna@example.org⟧~nm|⟦ben@example.org⟧|x;⟦c@example.org⟧,⟦d@example.org⟧")]
    [InlineData("filter=equals(email,\"⟦anna@example.org⟧\")")]
    [InlineData("query=email:⟦anna@example.org⟧ type:user")]
    [InlineData("tv.1~em.x ⟦bounces+anna=example.org@lists.example.net⟧")]
    [InlineData("https://user:⟦geheim@host.example⟧/")]
    // spelled: percent-encoded, full width
    [InlineData("⟦anna%40example.org⟧")]
    [InlineData("url=https%3A%2F%2Fshop.example%2F%3Femail%3D⟦anna%40example.org⟧%26x%3D1")]
    [InlineData("dl=https%253A%252F%252Fshop.example%252F%253Femail%253D⟦anna%2540example.org⟧%2526x")]
    [InlineData("/konto/⟦anna%252540example.org⟧?id=KD-1")]
    [InlineData("⟦anna%2Bshop%40example%2Eorg⟧")]
    [InlineData("⟦%C3%BCmit%40example.org⟧")]
    [InlineData("Hallo%20⟦anna@example.org⟧%20!")]
    [InlineData("⟦anna＠example.org⟧ ⟦ben﹫example.org⟧")]
    [InlineData("⟦ａｎｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ⟧")]
    // character references and escapes
    [InlineData("⟦anna&#64;example.org⟧ ⟦ben&#x40;example.org⟧ ⟦c.d&commat;example&period;org⟧")]
    [InlineData("{\"a\":\"⟦anna\\u0040example.org⟧\"} ⟦ben\\x40example.org⟧")]
    [InlineData("⟦&#97;&#110;&#110;&#97;&#64;&#101;&#120;&#46;&#111;&#114;&#103;⟧")]
    [InlineData("<a href=\"mailto:⟦anna@example.org⟧\">")]
    // a local part that ends in a separator
    [InlineData("⟦anna~@example.org⟧ ⟦anna|@example.org⟧ ⟦anna*@example.org⟧ ⟦anna`@example.org⟧")]
    // internationalised
    [InlineData("⟦jürgen.groß@münchen.example⟧, bitte")]
    [InlineData("⟦анна@пример.рф⟧")]
    [InlineData("⟦用户@例え。テスト⟧。")]
    [InlineData("邮箱：⟦anna@example.org⟧，谢谢")]
    [InlineData("⟦anna@xn--mnchen-3ya.example⟧ ⟦ben@xn--p1ai⟧")]
    [InlineData("⟦info@beratung.vermögensberatung⟧")]
    [InlineData("⟦an\u00ADna@exam\u00ADple.org⟧")]
    // quoted local parts, address literals
    [InlineData("⟦\"anna schmidt\"@example.org⟧")]
    [InlineData("an ⟦\"anna\\\"s \\\\ mail\"@example.org⟧!")]
    [InlineData("⟦anna@[192.0.2.1]⟧ ⟦ben@[IPv6:2001:db8::1]⟧")]
    // beyond the grammar, where a miss would leave a part
    [InlineData("⟦anna.@docomo.example⟧ ⟦an..na@docomo.example⟧ ..⟦anna@example.org⟧")]
    [InlineData("⟦anna@example.org⟧-alt ⟦anna@example.org⟧_x ⟦anna@example.org⟧2")]
    [InlineData("avatar/⟦anna@example.org⟧.png")]
    [InlineData("⟦anna@example.org⟧@example.net")]
    [InlineData("@⟦anna@mastodon.example⟧")]
    public void Find_TextWithAddress_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.Email);

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("anna@")]
    [InlineData("@example.org")]
    [InlineData("anna@example")]
    [InlineData("anna@localhost")]
    [InlineData("anna@example.o")]
    [InlineData("anna @ example.org")]
    [InlineData("anna@ example.org")]
    [InlineData("Treffen @ Café Zürich um 5")]
    [InlineData("2 Stk. @ 5,00 €")]
    [InlineData("lodash@4.17.21")]
    [InlineData("react@18.2.0-canary")]
    [InlineData("/img/logo@2x.png")]
    [InlineData("app@1.js style@3.css icon@2x.webp")]
    [InlineData("@media (min-width: 600px) { }")]
    [InlineData("@font-face{src:url(x.woff2)}")]
    [InlineData("https://medium.com/@anna.schmidt/post")]
    [InlineData("https://maps.example/@52.52,13.40,15z")]
    [InlineData("100 % von 40example.org")]
    [InlineData("foo%41bar.org")]
    [InlineData("#@example.org")]
    [InlineData("\"\"@example.org")]
    [InlineData("\"@example.org")]
    [InlineData("anna@[999.0.2.1]")]
    [InlineData("anna@[192.0.2.1")]
    [InlineData("anna@-example.org")]
    [InlineData("anna@.org")]
    [InlineData("anna@example..org")]
    public void Find_TextWithoutAddress_FindsNone(string text) =>
        Assert.DoesNotContain(MarkedText.Find(text), hit => hit.Kind == DetectorKind.Email);

    [Fact]
    public void Find_ReplyTokenBeyond64Bytes_IsWholeHit() =>
        MarkedText.AssertFinds($"⟦reply+{new string('A', 100)}@reply.example.com⟧", DetectorKind.Email);

    [Fact]
    public void Find_LongestLocalPart_IsWholeHit()
    {
        string local = new('a', EmailDetector.MaxLocalPartBytes);
        MarkedText.AssertFinds($"x ⟦{local}@example.org⟧", DetectorKind.Email);
    }

    [Fact]
    public void Find_LocalPartBeyondLimit_FindsItsEnd()
    {
        string local = new('a', EmailDetector.MaxLocalPartBytes);
        MarkedText.AssertFinds($"aaaa⟦{local}@example.org⟧", DetectorKind.Email);
    }

    [Fact]
    public void Find_DomainBeyondLimit_FindsWhatIsWithin()
    {
        string labels = string.Concat(Enumerable.Repeat("abcdefghi.", 30));
        DetectorHit hit = Assert.Single(MarkedText.Find($"a@{labels}org"));
        Assert.InRange(hit.Length, 240, EmailDomain.MaxBytes + 2);
    }

    [Fact]
    public void Find_InvalidUtf8InLocalPart_CountsAsLetters()
    {
        byte[] latin1 = Encoding.Latin1.GetBytes("an müller@example.org");
        Assert.Equal(new DetectorHit(3, latin1.Length - 3, DetectorKind.Email), Assert.Single(MarkedText.Find(latin1)));
    }

    [Fact]
    public void Find_TruncatedUtf8InDomain_DoesNotThrow()
    {
        byte[] text = [.. "anna@example.org"u8, 0xE3, 0x80];
        Assert.Single(MarkedText.Find(text));
    }
}
