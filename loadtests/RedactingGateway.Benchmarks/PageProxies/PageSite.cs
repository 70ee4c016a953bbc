using System.Globalization;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>A site with one generated page of each size, in both codings, made before the first request.</summary>
internal static class PageSite
{
    /// <summary>Sizes in KiB.</summary>
    public static readonly int[] Sizes = [10, 100, 1000];

    public static WebApplication Build()
    {
        var pages = Sizes.ToDictionary(size => size.ToString(CultureInfo.InvariantCulture), size => GeneratedPage.Create(size * 1024), StringComparer.Ordinal);
        var coded = pages.ToDictionary(page => page.Key, page => Gzip(page.Value), StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            var isCoded = context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal);
            var page = (isCoded ? coded : pages)[context.Request.Path.Value![1..]];
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.Length;
            context.Response.Headers.ContentEncoding = isCoded ? "gzip" : default;
            return context.Response.Body.WriteAsync(page).AsTask();
        });
        return app;
    }

    private static byte[] Gzip(byte[] page)
    {
        using var coded = new MemoryStream();
        using (var encoder = new GZipStream(coded, CompressionLevel.Optimal))
        {
            encoder.Write(page);
        }

        return coded.ToArray();
    }
}
