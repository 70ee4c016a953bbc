using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using RedactingGateway.FunctionalTests.Sites;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>A site with one page, behind a gateway that puts notices into it.</summary>
internal static partial class PageHarness
{
    public const string Page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>T &amp; t</title></head>\n<body class='x'>\n<p>Kept: &uuml; \u00fc <b>bold</I></p>\n</body>\n</html>\n";

    /// <summary>Starts both; the site answers every path alike.</summary>
    public static Task<SiteHarness> StartAsync(RequestDelegate page) => SiteHarness.StartAsync(site => site.Run(page));

    /// <summary>A page that is sent in chunks of a size, in a coding, with or without a length.</summary>
    public static RequestDelegate Sends(byte[] page, string? coding = null, int chunk = 4096, bool length = false, string type = "text/html; charset=utf-8", Action<HttpContext>? before = null) => async context =>
    {
        var body = Encode(page, coding);
        context.Response.ContentType = type;
        context.Response.Headers.ContentEncoding = coding;
        context.Response.ContentLength = length ? body.Length : null;
        before?.Invoke(context);
        for (var at = 0; at < body.Length; at += chunk)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(chunk, body.Length - at)));
            await context.Response.Body.FlushAsync();
        }
    };

    /// <summary>Asks for a page as a browser does.</summary>
    public static HttpRequestMessage Navigation(string path = "/", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Add("Accept", "text/html,*/*;q=0.8");
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The page without what was put into it; whatever else changed stays.</summary>
    public static byte[] Strip(byte[] page) => Encoding.Latin1.GetBytes(Inserted().Replace(Encoding.Latin1.GetString(page), ""));

    public static byte[] Encode(byte[] page, string? coding)
    {
        using var coded = new MemoryStream();
        using (Stream encoder = coding switch { "gzip" => new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true), "br" => new BrotliStream(coded, CompressionLevel.Optimal, leaveOpen: true), _ => new BufferedStream(coded) })
        {
            encoder.Write(page);
            encoder.Flush();
            return coding is null ? coded.ToArray() : Finish(encoder, coded);
        }
    }

    public static byte[] Decode(byte[] body, string? coding)
    {
        using Stream decoder = coding switch
        {
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var page = new MemoryStream();
        decoder.CopyTo(page);
        return page.ToArray();
    }

    private static byte[] Finish(Stream encoder, MemoryStream coded)
    {
        encoder.Dispose();
        return coded.ToArray();
    }

    [GeneratedRegex("""(<link rel="stylesheet" href="/privacy-choices/[^>]*>\n)|(<script [^>]*src="/privacy-choices/[^>]*></script>\n?)|(<section class="rg .*?</section>\n)|(<nav class="rg .*?</nav>\n)|(<p class="rg .*?</p>\n)""", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Inserted();
}
