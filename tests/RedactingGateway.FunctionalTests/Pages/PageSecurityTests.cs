using System.Text;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>The site's content security policy is read and never edited: what it forbids is left out.</summary>
public sealed class PageSecurityTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("default-src 'self'", true, true, true, null)]
    [InlineData("default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'; form-action 'self'", true, true, true, "abc")]
    [InlineData("style-src 'nonce-abc', style-src 'nonce-xyz'", false, true, true, null)]
    [InlineData("style-src 'none'", false, true, true, null)]
    [InlineData("script-src 'none'", true, false, true, null)]
    [InlineData("form-action 'none'", true, true, false, null)]
    [InlineData("default-src 'none'; form-action https://elsewhere.example", false, false, false, null)]
    [InlineData("sandbox", true, false, false, null)]
    public async Task Policy_DecidesWhatIsPutIn(string policy, bool style, bool script, bool form, string? nonce)
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Encoding.UTF8.GetBytes(PageHarness.Page), before: c => c.Response.Headers.ContentSecurityPolicy = policy));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        var page = await response.Content.ReadAsStringAsync(Stop);
        Assert.Equal(policy, string.Join(", ", response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal(style, page.Contains("<link rel=\"stylesheet\" href=\"/privacy-choices/notices.", StringComparison.Ordinal));
        Assert.Equal(script, page.Contains("<script src=\"/privacy-choices/notices.", StringComparison.Ordinal));
        Assert.Equal(form, page.Contains("<form class=\"rg-form\"", StringComparison.Ordinal));
        Assert.Equal(nonce is not null, page.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal));

        // Usable all the same, and nothing inline.
        Assert.Contains("href=\"/privacy-choices/choices\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolicyInThePage_CountsToo()
    {
        var text = PageHarness.Page.Replace("<title>", "<meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'none'\"><title>", StringComparison.Ordinal);
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Encoding.UTF8.GetBytes(text)));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        var page = await response.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("notices.css", page, StringComparison.Ordinal);
        Assert.Contains("id=\"rg-banner\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_HaveTheIntegrityThatPagesName_AndAreKeptForever()
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Encoding.UTF8.GetBytes(PageHarness.Page)));
        using var client = harness.Client();
        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);
        var page = await response.Content.ReadAsStringAsync(Stop);

        var assets = System.Text.RegularExpressions.Regex.Matches(page, "(href|src)=\"(?<address>/privacy-choices/[^\"]+\\.(css|js))\" integrity=\"sha384-(?<hash>[^\"]+)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(assets.Count >= 2, page);
        foreach (System.Text.RegularExpressions.Match asset in assets)
        {
            using var file = await client.GetAsync(new Uri(asset.Groups["address"].Value, UriKind.Relative), Stop);
            Assert.Equal(asset.Groups["hash"].Value, Convert.ToBase64String(System.Security.Cryptography.SHA384.HashData(await file.Content.ReadAsByteArrayAsync(Stop))));
            Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(file.Headers.GetValues("X-Content-Type-Options")));
        }
    }
}
