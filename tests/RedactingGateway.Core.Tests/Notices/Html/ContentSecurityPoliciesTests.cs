using RedactingGateway.Core.Notices.Html.ContentSecurity;

namespace RedactingGateway.Core.Tests.Notices.Html;

public sealed class ContentSecurityPoliciesTests
{
    private const string Hash = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC";

    private static readonly Uri Page = new("https://shop.example/a");
    private static readonly Uri Asset = new("https://shop.example/privacy-choices/notice.js");

    [Theory]
    [InlineData("", true)]
    [InlineData("img-src 'none'", true)]
    [InlineData("default-src 'self'", true)]
    [InlineData("default-src 'none'", false)]
    [InlineData("default-src 'none'; script-src 'self'", true)]
    [InlineData("script-src 'self'; script-src-elem 'none'", false)]
    [InlineData("script-src https:", true)]
    [InlineData("script-src *", true)]
    [InlineData("script-src shop.example", true)]
    [InlineData("script-src *.example", true)]
    [InlineData("script-src *.shop.example", false)]
    [InlineData("script-src https://shop.example/privacy-choices/", true)]
    [InlineData("script-src https://shop.example/other/", false)]
    [InlineData("script-src https://shop.example:8443", false)]
    [InlineData("script-src https://cdn.example", false)]
    [InlineData("script-src 'self' 'strict-dynamic' 'nonce-abc'", false)]
    [InlineData("script-src 'strict-dynamic' '" + Hash + "'", true)]
    [InlineData("script-src 'unsafe-inline'", false)]
    [InlineData("script-src 'none'; script-src 'self'", false)]
    [InlineData("SCRIPT-SRC 'SELF'", true)]
    [InlineData("sandbox allow-forms", false)]
    [InlineData("sandbox allow-scripts", true)]
    [InlineData("default-src 'self', script-src 'none'", false)]
    public void AllowsScript_SameOrigin_FollowsEveryPolicy(string header, bool expected) =>
        Assert.Equal(expected, ContentSecurityPolicies.Parse([header]).AllowsScript(Page, Asset, integrity: Hash));

    [Theory]
    [InlineData("style-src 'nonce-abc'", "abc", true)]
    [InlineData("style-src 'nonce-abc'", "ABC", false)]
    [InlineData("style-src 'nonce-abc'", null, false)]
    [InlineData("style-src-elem 'self'; style-src 'none'", null, true)]
    [InlineData("style-src 'strict-dynamic' 'self'", null, true)]
    public void AllowsStylesheet_SameOrigin_FollowsThePolicy(string header, string? nonce, bool expected) =>
        Assert.Equal(expected, ContentSecurityPolicies.Parse([header]).AllowsStylesheet(Page, Asset, nonce));

    [Theory]
    [InlineData("default-src 'none'", true)]
    [InlineData("form-action 'none'", false)]
    [InlineData("form-action", false)]
    [InlineData("form-action 'self'", true)]
    [InlineData("form-action https://pay.example", false)]
    [InlineData("sandbox", false)]
    public void AllowsForm_SameOrigin_FollowsThePolicy(string header, bool expected) =>
        Assert.Equal(expected, ContentSecurityPolicies.Parse([header]).AllowsForm(Page, Asset));

    [Fact]
    public void Nonces_SeveralPolicies_AreSharedByAllThatRestrict()
    {
        var policies = ContentSecurityPolicies.Parse(["script-src 'nonce-a' 'nonce-b'; style-src 'nonce-s'", "script-src 'nonce-b', img-src *"], ["default-src 'nonce-b'"]);
        Assert.Equal("b", policies.ScriptNonce);
        Assert.Null(policies.StyleNonce);
        Assert.Null(ContentSecurityPolicies.None.ScriptNonce);
    }

    [Fact]
    public void Parse_Meta_LeavesOutWhatCountsInHeadersOnly() =>
        Assert.True(ContentSecurityPolicies.Parse([], ["sandbox; default-src 'self'"]).AllowsScript(Page, Asset));

    [Fact]
    public void AllowsScript_HttpPage_MayLoadTheUpgradedAsset() =>
        Assert.True(ContentSecurityPolicies.Parse(["script-src 'self'"]).AllowsScript(new Uri("http://shop.example/"), Asset));
}
