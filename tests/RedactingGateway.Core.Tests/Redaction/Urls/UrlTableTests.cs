namespace RedactingGateway.Core.Tests.Redaction.Urls;

public sealed class UrlTableTests
{
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Theory]
    // Hosts: names, ports, literals, a final dot, punycode; user info goes however it is written.
    [InlineData("https://shop.example:8443/a", "https://shop.example:8443/a")]
    [InlineData("https://shop.example./a", "https://shop.example./a")]
    [InlineData("https://xn--mller-kva.example/a", "https://xn--mller-kva.example/a")]
    [InlineData("https://[::1]:8080/a", "https://[::1]:8080/a")]
    [InlineData("https://[2001:db8::1]/a", null)]
    [InlineData("https://müller.example/a", null)]
    [InlineData("https://anna@shop.example/a", "https://shop.example/a")]
    [InlineData("https://anna:geheim@shop.example/a", "https://shop.example/a")]
    [InlineData("https://anna%40mail.example:x@shop.example/", "https://shop.example/")]
    [InlineData("https://a@b@shop.example/", "https://shop.example/")]
    [InlineData("https://shop.example:99999999/", null)]
    [InlineData("https://shop.example:80x/", null)]
    [InlineData("https://shop.example@", null)]
    // What browsers repair is no address.
    [InlineData("https:\\\\shop.example\\a", null)]
    [InlineData("https://shop.example\\@evil.example/", null)]
    [InlineData("https://shop.exa\tmple/", null)]
    [InlineData("https://shop.example/\n", null)]
    [InlineData(" https://shop.example/", null)]
    [InlineData("https:/shop.example/", null)]
    [InlineData("https:shop.example", null)]
    // Relative to the site; what is relative to a page is none.
    [InlineData("/a?utm_source=x#f", "/a?utm_source=x")]
    [InlineData("?utm_source=x&y=1", "?utm_source=x")]
    [InlineData("//shop.example/a", "//shop.example/a")]
    [InlineData("a/b", null)]
    [InlineData("../a", null)]
    [InlineData("#a", null)]
    // Other kinds of address.
    [InlineData("android-app://com.example/path", null)]
    [InlineData("about:blank", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("blob:https://shop.example/5f0c", null)]
    [InlineData("javascript:void(0)", null)]
    [InlineData("file:///home/anna/x.html", null)]
    // Fragments, also those that are routes.
    [InlineData("https://shop.example/#/konto/anna?x=1", "https://shop.example/")]
    [InlineData("https://shop.example/a#:~:text=Anna", "https://shop.example/a")]
    [InlineData("https://shop.example/?utm_source=x#utm_source=y", "https://shop.example/?utm_source=x")]
    // Queries: empty parts, repeated and encoded names, raw separators.
    [InlineData("https://shop.example/?", "https://shop.example/")]
    [InlineData("https://shop.example/?&&", "https://shop.example/")]
    [InlineData("https://shop.example/?utm_source=a&&utm_source=b&", "https://shop.example/?utm_source=a&utm_source=b")]
    [InlineData("https://shop.example/?utm_source", "https://shop.example/?utm_source")]
    [InlineData("https://shop.example/?utm_source=", "https://shop.example/?utm_source=")]
    [InlineData("https://shop.example/?=x&utm_medium=y", "https://shop.example/?utm_medium=y")]
    [InlineData("https://shop.example/?utm%5Fsource=a%20b", "https://shop.example/?utm%5Fsource=a%20b")]
    [InlineData("https://shop.example/?UTM_SOURCE=x", "https://shop.example/")]
    [InlineData("https://shop.example/?a=1?utm_source=x", "https://shop.example/")]
    [InlineData("https://shop.example/?utm_source=x?email=y", "https://shop.example/")]
    [InlineData("https://shop.example/?utm_term=%E4%F6", "https://shop.example/?utm_term=%E4%F6")]
    [InlineData("https://shop.example/?utm_source=anna+x@example.org", "https://shop.example/")]
    [InlineData("https://shop.example/?utm_source=anna%252540example.org&utm_x=1", "https://shop.example/?utm_x=1")]
    // Path parameters, and their encoded spellings.
    [InlineData("https://shop.example/a;jsessionid=1A2B/b", "https://shop.example/a/b")]
    [InlineData("https://shop.example/a%3Bjsessionid=1A2B/b", "https://shop.example/a/b")]
    [InlineData("https://shop.example/a%3fname=Anna", "https://shop.example/a")]
    [InlineData("https://shop.example/a%23Anna", "https://shop.example/a")]
    [InlineData("/;a=b/evil.example", null)]
    [InlineData("https://shop.example/../konto/7", null)]
    [InlineData("https://shop.example/x/%2E%2e/konto/7", null)]
    [InlineData("https://shop.example/..;/konto/7", null)]
    [InlineData("https://shop.example/.well-known/x..y", "https://shop.example/.well-known/x..y")]
    // Finds in paths.
    [InlineData("https://shop.example/n/anna%2540example.org/x", "https://shop.example/n/:email/x")]
    [InlineData("https://shop.example/n/anna%252540example.org", "https://shop.example/n/:email")]
    [InlineData("https://shop.example/n/a%2Fanna@example.org", "https://shop.example/n/:email")]
    [InlineData("https://shop.example/n/DE02120300000000202051", "https://shop.example/n/:iban")]
    [InlineData("https://shop.example/n/203.0.113.77/x", "https://shop.example/n/:ip/x")]
    // Templates: below them too, whatever the case, through double and encoded slashes.
    [InlineData("https://shop.example/user/4711/orders/A-1", "https://shop.example/user/:id/orders/:id")]
    [InlineData("https://shop.example/user/4711/orders/A-1/items/2", "https://shop.example/user/:id/orders/:id/items/2")]
    [InlineData("https://shop.example/User/4711/ORDERS/A-1/", "https://shop.example/User/:id/ORDERS/:id/")]
    [InlineData("https://shop.example/user/4711/profile", "https://shop.example/user/4711/profile")]
    [InlineData("https://shop.example/user/4711/orders", "https://shop.example/user/4711/orders")]
    [InlineData("https://shop.example/de/user/4711/orders/1", "https://shop.example/de/user/4711/orders/1")]
    [InlineData("https://shop.example/konto/anna", "https://shop.example/konto/:id")]
    [InlineData("https://shop.example/%6Bonto/anna", "https://shop.example/%6Bonto/:id")]
    [InlineData("https://shop.example//konto//anna/", "https://shop.example//konto//:id/")]
    [InlineData("https://shop.example/konto%2Fanna%2Fx", "https://shop.example/konto%2F:id%2Fx")]
    [InlineData("https://shop.example/konto%5canna", "https://shop.example/konto%5c:id")]
    [InlineData("https://shop.example/konto/anna@example.org/x", "https://shop.example/konto/:id/x")]
    [InlineData("https://shop.example/konto/", "https://shop.example/konto/")]
    // Tokens.
    [InlineData("https://shop.example/reset/" + Jwt, "https://shop.example/reset/:token")]
    [InlineData("https://shop.example/s/0123456789abcdef0123456789ABCDEF/x", "https://shop.example/s/:token/x")]
    [InlineData("https://shop.example/s/0123456789abcdef0123456789ABCDE", "https://shop.example/s/0123456789abcdef0123456789ABCDE")]
    [InlineData("https://shop.example/o/3f2504e0-4f89-41d3-9a0c-0305e82c3301", "https://shop.example/o/:id")]
    [InlineData("https://shop.example/o/order-3F2504E0-4F89-41D3-9A0C-0305E82C3301.pdf", "https://shop.example/o/:id")]
    [InlineData("https://shop.example/o/%33f2504e0-4f89-41d3-9a0c-0305e82c3301", "https://shop.example/o/:id")]
    [InlineData("https://shop.example/m/dBjftJeZ4CVPmB92K27uhbUJ", "https://shop.example/m/:token")]
    [InlineData("https://shop.example/m/dBjftJeZ4CVPmB92K27uhbU", "https://shop.example/m/dBjftJeZ4CVPmB92K27uhbU")]
    [InlineData("https://shop.example/b/Herbst-2026-Aktion-fuer-alle-Kunden", "https://shop.example/b/Herbst-2026-Aktion-fuer-alle-Kunden")]
    [InlineData("https://shop.example/b/das-grosse-buch-der-kaffeemuehlen-2026", "https://shop.example/b/das-grosse-buch-der-kaffeemuehlen-2026")]
    // Click ids: foreign ones even where they are named, the own one where it is.
    [InlineData("https://shop.example/?gclid=A1&fbclid=B2&msclkid=C3&utm_x=1", "https://shop.example/?gclid=A1&utm_x=1")]
    [InlineData("https://shop.example/?FBCLID=B2&fb%63lid=B2", "https://shop.example/")]
    [InlineData("https://shop.example/?utm_x=1&utm_y=x%26fbclid%3DB2&utm_z=%2526fbclid%253DB2", "https://shop.example/?utm_x=1")]
    [InlineData("https://shop.example/?utm_x=1&utm_y=x%26q%3DAnna", "https://shop.example/?utm_x=1")]
    // The example of config/README.md.
    [InlineData("https://anna:x@shop.example/user/7/orders/A-1/items?utm_source=n&name=Anna#top", "https://shop.example/user/:id/orders/:id/items?utm_source=n")]
    // Addresses inside addresses.
    [InlineData("https://a.example/?url=https%3A%2F%2Fb.example%2Fx", "https://a.example/?url=https%3A%2F%2Fb.example%2Fx")]
    [InlineData("https://a.example/?url=https%3a%2f%2fb.example%2fx%3fn%3dAnna", "https://a.example/?url=https%3a%2f%2fb.example%2fx")]
    [InlineData("https://a.example/?url=https://b.example/konto/7?n=Anna", "https://a.example/")]
    [InlineData("https://a.example/?url=https://b.example/konto/7#/Anna", "https://a.example/?url=https://b.example/konto/:id")]
    [InlineData("https://a.example/?url=https%3A%2F%2Fb.example%2F%3Fgclid%3D1%26fbclid%3D2%23x", "https://a.example/?url=https%3A%2F%2Fb.example%2F%3Fgclid%3D1")]
    [InlineData("https://a.example/?url=https%3A%2F%2Fanna%3Apw%40localhost%2Fx", "https://a.example/?url=https%3A%2F%2Flocalhost%2Fx")]
    [InlineData("https://a.example/?url=https%3A%2F%2Fanna%40b.example%2F&utm_x=1", "https://a.example/?utm_x=1")]
    [InlineData("https://a.example/?url=https%253A%252F%252Fb.example%252Fkonto%252F7", "https://a.example/?url=https%253A%252F%252Fb.example%252Fkonto%252F%253Aid")]
    [InlineData("https://a.example/?url=%2Fkonto%2F7%3Fn%3DAnna", "https://a.example/?url=%2Fkonto%2F%3Aid")]
    [InlineData("https://a.example/?url=javascript:alert(1)//x", "https://a.example/?url=javascript:alert(1)//x")]
    [InlineData("https://a.example/?url=see%20https://b.example/?n=Anna&utm_x=1", "https://a.example/?utm_x=1")]
    [InlineData("https://a.example/?url=b.example%3Fn%3DAnna", "https://a.example/")]
    [InlineData("https://a.example/?url=https%3A%2F%2F203.0.113.7%2F", "https://a.example/")]
    [InlineData("https://a.example/?utm_content=a%2Fb+c%25", "https://a.example/?utm_content=a%2Fb+c%25")]
    // Beside an escape that is none, as without one: a number in a path stays unless "paths" names its place, a find does not.
    [InlineData("https://shop.example/KD-2026-73145", "https://shop.example/KD-2026-73145")]
    [InlineData("https://shop.example/%zz%KD-2026-73145", "https://shop.example/%zz%KD-2026-73145")]
    [InlineData("https://shop.example/konto/%zz%KD-2026-73145", "https://shop.example/konto/:id")]
    [InlineData("https://shop.example/k%6Fnto/%zz%2FKD-2026-73145", "https://shop.example/k%6Fnto/:id%2FKD-2026-73145")]
    [InlineData("https://shop.example/%zz%anna%40example.org", "https://shop.example/:email")]
    [InlineData("https://shop.example/a?utm_source=%zz%anna%40example.org", "https://shop.example/a")]
    [InlineData("https://shop.example/a?%zz%KD-2026-73145=1&utm_source=x", "https://shop.example/a?utm_source=x")]
    public void ScrubUrl_Address_LosesWhatNobodyNamed(string url, string? expected) => Assert.Equal(expected, UrlText.Scrub(url));

    [Theory]
    [InlineData("https://shop.example/a?b=c&&d#e", null)]
    [InlineData("https://shop.example/?", null)]
    [InlineData("https://shop.example/a;b=c/../d%2Fe", null)]
    [InlineData("https://shop.example/konto/7?gclid=1&url=https%3A%2F%2Fb.example%2F%3Fn%3DAnna#/x", null)]
    [InlineData("https://shop.example/reset/" + Jwt, "https://shop.example/reset/:token")]
    [InlineData("$direct", null)]
    [InlineData("(not set)", null)]
    [InlineData("https://anna@shop.example/a", "https://shop.example/a")]
    [InlineData("https://shop.example/a?fbclid=B2&b=c", "https://shop.example/a?b=c")]
    [InlineData("https://shop.example/a?b=c;fbclid=B2&d", "https://shop.example/a?d")]
    [InlineData("https://shop.example/a?b=c?fbclid=B2", "https://shop.example/a")]
    [InlineData("https://shop.example/a#fbclid=B2", "https://shop.example/a")]
    [InlineData("https://shop.example/a#/x?y=1&Fbclid=B2", "https://shop.example/a")]
    [InlineData("https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fx%3D1%26msclkid%3DC3%26y", "https://a.example/?u=https%3A%2F%2Fb.example%2F%3Fx%3D1%26y")]
    [InlineData("https://shop.example/anna%2540example.org/x", "https://shop.example/:email/x")]
    public void Keep_Address_LosesOnlyFindsCredentialsAndForeignClickIds(string url, string? expected) => Assert.Equal(expected ?? url, UrlText.Keep(url));

    [Theory]
    [InlineData("android-app://com.example")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///home/anna")]
    [InlineData("mailto:anna@example.org")]
    [InlineData("https:shop.example")]
    public void Keep_OtherKindOfAddress_IsDropped(string url) => Assert.Null(UrlText.Keep(url));

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void ScrubUrl_AddressesInsideEachOther_AreLookedThroughFourDeep(int inner, bool stays)
    {
        var url = "https://z.example/konto/7";
        for (var i = 0; i < inner; i++)
        {
            url = $"https://y.example/?url={Uri.EscapeDataString(url)}";
        }

        var scrubbed = UrlText.Scrub($"https://a.example/?utm_x=1&url={Uri.EscapeDataString(url)}")!;

        Assert.Equal(stays, Uri.UnescapeDataString(Uri.UnescapeDataString(Uri.UnescapeDataString(Uri.UnescapeDataString(scrubbed)))).Contains("https://z.example/konto/:id", StringComparison.Ordinal));
        Assert.DoesNotContain("konto%2F7", Uri.UnescapeDataString(scrubbed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/user/*", true)]
    [InlineData("/*", true)]
    [InlineData("/user/*/orders/*/", false)]
    [InlineData("user/*", false)]
    [InlineData("/user", false)]
    [InlineData("/user/a*", false)]
    [InlineData("/user//*", false)]
    [InlineData("/../*", false)]
    [InlineData("/user/*?x", false)]
    [InlineData("/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/*", false)]
    public void TryParse_Template_IsLiteralSegmentsAndAsterisks(string text, bool expected) =>
        Assert.Equal(expected, Core.Redaction.Urls.UrlPathTemplate.TryParse(text, out _));
}
