using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace RedactingGateway.LoadTests.Scenarios.Servers;

/// <summary>The site behind the gateway: a page with an offer, third-party scripts and some text, under every path.</summary>
internal sealed class ShopSite : IAsyncDisposable
{
    // What a median page's HTML weighs.
    private const int PageBytes = 30 * 1024;

    private static readonly byte[] Page = MakePage();

    private readonly WebApplication _app;

    private ShopSite(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public string Address => _app.Urls.First();

    public static async Task<ShopSite> StartAsync(string url)
    {
        var site = new ShopSite(LocalServer.Build(url));
        await site._app.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = Page.Length;
        return context.Response.Body.WriteAsync(Page).AsTask();
    }

    private static byte[] MakePage()
    {
        var page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Shop</title>\n")
            .Append("<script async src=\"https://www.googletagmanager.com/gtag/js?id=G-TEST12345\"></script></head>\n<body>\n")
            .Append("<section data-offer data-segment=\"mill\"><h2>For you</h2><p>Mill, 149.80</p></section>\n");
        for (var product = 0; page.Length < PageBytes; product++)
        {
            page.Append(null, $"<article class=\"product\" id=\"p{product}\"><h3><a href=\"/p/{product}?from=list&amp;at={product}\">Product {product}</a></h3><img src=\"/img/{product}.webp\" alt=\"\"><p>Made of beech, {product} cm wide.</p></article>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</body></html>\n").ToString());
    }
}
