using Microsoft.AspNetCore.Http.Features;

namespace RedactingGateway.Demo.Vendor;

/// <summary>Stands in for Google and Meta: answers as they do, and keeps what it received.</summary>
internal static class VendorApp
{
    // 43 bytes: a transparent GIF of 1×1 pixel.
    private static readonly byte[] Gif = Convert.FromHexString("47494638396101000100800000000000FFFFFF21F90401000000002C00000000010001000002024401003B");

    public static WebApplication Build(VendorRecords records)
    {
        var app = LocalApp.CreateBuilder().Build();
        app.Use(async (context, next) =>
        {
            records.Add(await ReadAsync(context));
            await next(context);
        });
        app.MapMethods("/g/collect", [HttpMethods.Get, HttpMethods.Post], static () => Results.NoContent());
        app.MapMethods("/tr/", [HttpMethods.Get, HttpMethods.Post], static () => Results.Bytes(Gif, "image/gif"));
        app.MapPost("/{version}/{pixel}/events", static () => Results.Json(new { events_received = 1, messages = Array.Empty<string>(), fbtrace_id = "demo" }));
        return app;
    }

    private static async Task<VendorRecord> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return new VendorRecord(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers.Select(static h => KeyValuePair.Create(h.Key, h.Value.ToString()))],
            body.ToArray());
    }
}
