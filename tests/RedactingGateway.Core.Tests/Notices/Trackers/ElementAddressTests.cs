using RedactingGateway.Core.Notices.Trackers;

namespace RedactingGateway.Core.Tests.Notices.Trackers;

public sealed class ElementAddressTests
{
    private static readonly ElementAddress Page = ElementAddress.Of(new Uri("https://shop.example/de/page?x=1"));

    [Theory]
    [InlineData("https://cdn.vendor.example/a.js", "https://cdn.vendor.example/a.js")]
    [InlineData("//cdn.vendor.example/a.js", "https://cdn.vendor.example/a.js")]
    [InlineData("HTTPS://CDN.Vendor.EXAMPLE/A.js", "https://cdn.vendor.example/A.js")]
    [InlineData("http://cdn.vendor.example:80/", "http://cdn.vendor.example/")]
    [InlineData("https://cdn.vendor.example:8443/a", "https://cdn.vendor.example:8443/a")]
    [InlineData("https://cdn.vendor.example:/a", "https://cdn.vendor.example/a")]
    [InlineData("https://cdn.vendor.example./a", "https://cdn.vendor.example/a")]
    [InlineData("https://user:pass@word@cdn.vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData(@"https:\\cdn.vendor.example\a\b?c\d", @"https://cdn.vendor.example/a/b?c\d")]
    [InlineData(@"\\cdn.vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData(@"/\cdn.vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData("https:////cdn.vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData("https:cdn.vendor.example/a", "https://shop.example/de/cdn.vendor.example/a")] // the page's scheme: relative
    [InlineData("http:cdn.vendor.example/a", "http://cdn.vendor.example/a")]
    [InlineData(" \u0000\u001f https://cdn.vendor.example/a \n", "https://cdn.vendor.example/a")]
    [InlineData("ht\ntps:/\t/cdn.ven\rdor.example/a", "https://cdn.vendor.example/a")]
    [InlineData("https://%63dn.vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData("https://ｃdn．vendor.example/a", "https://cdn.vendor.example/a")]
    [InlineData("https://bücher.example/a", "https://xn--bcher-kva.example/a")]
    [InlineData("http://0x7f.1/a", "http://127.0.0.1/a")]
    [InlineData("https://[2001:DB8::1]:444/a", "https://[2001:db8::1]:444/a")]
    [InlineData("https://cdn.vendor.example", "https://cdn.vendor.example/")]
    [InlineData("https://cdn.vendor.example?x=1", "https://cdn.vendor.example/?x=1")]
    [InlineData("https://cdn.vendor.example/a/../b/./c%7E|x/%2E%2e/d?e=../f#g", "https://cdn.vendor.example/b/d?e=../f")]
    [InlineData("https://cdn.vendor.example/a/..", "https://cdn.vendor.example/")]
    [InlineData("/t/ga4/g/collect?a=%7E|", "https://shop.example/t/ga4/g/collect?a=%7E|")]
    [InlineData("lib.js", "https://shop.example/de/lib.js")]
    [InlineData("?y=2", "https://shop.example/de/page?y=2")]
    public void Read_Address_IsWhatABrowserWouldFetch(string text, string expected) =>
        Assert.Equal(expected, ElementAddress.Read(text, Page)?.Text);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("#top")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/javascript,1")]
    [InlineData("blob:https://shop.example/1")]
    [InlineData("mailto:anna@example.org")]
    [InlineData("https://")]
    [InlineData("https://cdn.vendor.example:99999/a")]
    [InlineData("https://cdn.vendor.example:8a/a")]
    [InlineData("https://cdn vendor.example/a")]
    [InlineData("https://a%2fb/c")]
    public void Read_NoAddressOfTheWeb_IsNull(string text) => Assert.Null(ElementAddress.Read(text, Page));

    [Theory]
    [InlineData("https://cdn.vendor.example/lib/", "a.js", "https://cdn.vendor.example/lib/a.js")]
    [InlineData("//cdn.vendor.example/lib/x", "/a.js", "https://cdn.vendor.example/a.js")]
    [InlineData("/en/", "a.js", "https://shop.example/en/a.js")]
    [InlineData("https://cdn.vendor.example/", "//other.example/a.js", "https://other.example/a.js")]
    public void Read_WithBase_FollowsIt(string written, string text, string expected)
    {
        var basis = ElementAddress.Read(written, Page);
        Assert.Equal(expected, ElementAddress.Read(text, basis!.Value)?.Text);
    }
}
