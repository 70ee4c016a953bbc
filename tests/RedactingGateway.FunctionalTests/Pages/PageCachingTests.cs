using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using RedactingGateway.FunctionalTests.Sites;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>A page that depends on its visitor is nobody else's to keep, and its visitor's to keep as long as nothing changed.</summary>
public sealed class PageCachingTests
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes(PageHarness.Page);

    private readonly ConcurrentQueue<IHeaderDictionary> _asked = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_SayWhatIsTrueOfTheChangedPage()
    {
        await using var harness = await StartAsync();
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        Assert.Equal("max-age=60, private", response.Headers.CacheControl!.ToString());
        Assert.Equal(["Accept-Encoding", "Cookie", "Sec-GPC", "DNT", "Accept-Language"], response.Headers.Vary);
        Assert.StartsWith("W/\"v1.rg-s-", response.Headers.ETag!.ToString(), StringComparison.Ordinal);
        Assert.Empty(response.Headers.AcceptRanges);
        Assert.Null(response.Content.Headers.LastModified);
        Assert.False(response.Headers.Contains("Digest"));
        Assert.False(response.Headers.Contains("CDN-Cache-Control"));
        Assert.Equal("default-src *", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task TheSite_IsAskedForAWholePage_ThatCanBeRead()
    {
        await using var harness = await StartAsync();
        using var client = harness.Client();

        await client.SendAsync(PageHarness.Navigation("/", ("If-Modified-Since", "Wed, 25 Nov 2026 08:00:00 GMT"), ("Range", "bytes=0-9"), ("If-None-Match", "\"v1\""), ("Accept-Encoding", "zstd, br;q=0.9, gzip, deflate")), Stop);

        Assert.True(_asked.TryDequeue(out var asked));
        Assert.Empty(asked.IfModifiedSince.Concat(asked.Range).Concat(asked.IfNoneMatch));
        Assert.Equal("br;q=0.9, gzip", asked.AcceptEncoding.ToString());
    }

    [Fact]
    public async Task KnownVariant_IsMappedBack_AndStaysKnown()
    {
        await using var harness = await StartAsync();
        using var client = harness.Client();
        using var first = await client.SendAsync(PageHarness.Navigation(), Stop);
        var tag = first.Headers.ETag!.ToString();

        using var again = await client.SendAsync(PageHarness.Navigation("/", ("If-None-Match", tag)), Stop);

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        Assert.Equal("max-age=60, private", again.Headers.CacheControl!.ToString());
        Assert.Equal("\"v1\"", _asked.Last().IfNoneMatch.ToString());
    }

    [Theory]
    [InlineData("Sec-GPC", "1")]
    [InlineData("Accept-Language", "de")]
    public async Task AnotherVisitor_IsAnotherVariant(string name, string value)
    {
        await using var harness = await StartAsync();
        using var client = harness.Client();
        using var first = await client.SendAsync(PageHarness.Navigation(), Stop);

        using var other = await client.SendAsync(PageHarness.Navigation("/", (name, value), ("If-None-Match", first.Headers.ETag!.ToString())), Stop);

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        Assert.Equal(0, _asked.Last().IfNoneMatch.Count);
    }

    [Fact]
    public async Task Variant_TellsNoVisitorFromAnother()
    {
        await using var harness = await StartAsync();
        using var client = harness.Client();

        using var one = await client.SendAsync(PageHarness.Navigation("/", ("Cookie", "session=anna")), Stop);
        using var two = await client.SendAsync(PageHarness.Navigation("/", ("Cookie", "session=ben")), Stop);

        Assert.Equal(one.Headers.ETag, two.Headers.ETag);
    }

    private Task<SiteHarness> StartAsync() => PageHarness.StartAsync(context =>
    {
        _asked.Enqueue(new HeaderDictionary(context.Request.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase)));
        if (context.Request.Headers.IfNoneMatch == "\"v1\"")
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.CacheControl = "public, max-age=60";
            return Task.CompletedTask;
        }

        return PageHarness.Sends(Page, before: static c =>
        {
            c.Response.Headers.ETag = "\"v1\"";
            c.Response.Headers.CacheControl = "public, max-age=60, s-maxage=600";
            c.Response.Headers.Vary = "Accept-Encoding";
            c.Response.Headers.LastModified = "Wed, 25 Nov 2026 08:00:00 GMT";
            c.Response.Headers.AcceptRanges = "bytes";
            c.Response.Headers["Digest"] = "sha-256=abc";
            c.Response.Headers["CDN-Cache-Control"] = "max-age=600";
            c.Response.Headers.ContentSecurityPolicy = "default-src *";
        })(context);
    });
}
