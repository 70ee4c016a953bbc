using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class UrlScrubbingTests
{
    [Theory]
    [InlineData("https://shop.example/danke", "https://shop.example/danke")]
    [InlineData("https://shop.example/danke?email=a%40example.org&utm_source=n&x=1#top", "https://shop.example/danke?utm_source=n")]
    [InlineData("https://user:pass@shop.example:8443/?x=1", "https://shop.example:8443/")]
    [InlineData("https://shop.example/konto/anna%40example.org/x?id=1", "https://shop.example/konto/:email/x")]
    [InlineData("https://shop.example/konto/anna%2540example.org", "https://shop.example/konto/:email")]
    [InlineData("/konto/anna@example.org?utm_source=anna@example.org", "/konto/:email")]
    [InlineData("https://shop.example?utm_campaign=herbst", "https://shop.example?utm_campaign=herbst")]
    [InlineData("https://shop.example/?%75tm_source=x", "https://shop.example/?%75tm_source=x")]
    [InlineData("//shop.example/a//b/", "//shop.example/a//b/")]
    [InlineData("https://shop.example/basket;jsessionid=0A1B;status=divorced/x", "https://shop.example/basket/x")]
    [InlineData("https://shop.example/?utm_source=x;name=Anna&utm_x=1", "https://shop.example/?utm_x=1")]
    [InlineData("https://shop.example/a?utm_source=YW5uYUBleGFtcGxlLm9yZw%3D%3D&utm_x=1", "https://shop.example/a?utm_x=1")]
    [InlineData("https://shop.example/k/YW5uYUBleGFtcGxlLm9yZw/x", "https://shop.example/k/:email/x")]
    [InlineData("https://shop.example/kaffeemuehle-fuer-alle-und-jeden", "https://shop.example/kaffeemuehle-fuer-alle-und-jeden")]
    [InlineData("HTTPS://Shop.Example/%7Euser|x", "HTTPS://Shop.Example/%7Euser|x")]
    public void Scrub_WebAddress_KeepsOnlyWhatIsNamed(string url, string expected) => Assert.Equal(expected, Scrub(url, scrub: true));

    [Theory]
    [InlineData("mailto:anna@example.org")]
    [InlineData("tel:+4917100000")]
    [InlineData("javascript:alert(1)")]
    [InlineData("android-app://com.example")]
    [InlineData("https://")]
    [InlineData("https://a b/")]
    [InlineData("https:\\\\shop.example")]
    [InlineData("just text")]
    [InlineData("https://203.0.113.77/x")]
    [InlineData("https://[2001:db8:1:2:3:4:5:6]/")]
    [InlineData("https://anna＠example.org/")]
    [InlineData("https://4111111111111111/")]
    [InlineData("https://a.example:4111111111111111/")]
    [InlineData("https://[:anna")]
    [InlineData("https://:abc")]
    public void Scrub_NoWebAddress_IsDropped(string url) => Assert.Null(Scrub(url, scrub: true));

    [Theory]
    [InlineData("https://shop.example/a?b=c&d#e", "https://shop.example/a?b=c&d#e")]
    [InlineData("https://shop.example/a?mail=anna@example.org&d=1#anna@example.org", "https://shop.example/a?d=1")]
    [InlineData("https://shop.example/a?mail=anna%2540example.org&d=1", "https://shop.example/a?d=1")]
    public void Keep_Url_OnlyFindsGo(string url, string expected) => Assert.Equal(expected, Scrub(url, scrub: false));

    private static string? Scrub(string url, bool scrub)
    {
        Treatment treatment = scrub ? new ScrubUrlTreatment([new NamePattern("utm_*")]) : KeepTreatment.Instance;
        var shop = new Workbench { Body = Part(("u", Leaf(treatment, FieldType.Url))) };
        shop.Json($$"""{"u":{{System.Text.Json.JsonSerializer.Serialize(url)}}}""");
        return shop.Trace.Decisions.Single().After;
    }
}
