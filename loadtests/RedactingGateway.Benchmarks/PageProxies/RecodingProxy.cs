using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;

namespace RedactingGateway.Benchmarks.PageProxies;

/// <summary>Plain YARP that decodes and encodes gzip, as whoever looks into a page must, and passes what is not coded.</summary>
internal static class RecodingProxy
{
    // As the gateway reads.
    private const int ChunkBytes = 16 * 1024;

    public static WebApplication Build(string site)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(
                [new RouteConfig { RouteId = "site", ClusterId = "site", Match = new RouteMatch { Path = "{**all}" } }],
                [new ClusterConfig { ClusterId = "site", Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["site"] = new() { Address = site } } }])
            .AddTransforms(static transforms => transforms.AddResponseTransform(RecodeAsync));
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }

    private static async ValueTask RecodeAsync(ResponseTransformContext context)
    {
        if (context.ProxyResponse is not { } answer || !answer.Content.Headers.ContentEncoding.Contains("gzip"))
        {
            return;
        }

        // The body is written here: a proxy that does nothing else needs no stream in between.
        context.SuppressResponseBody = true;
        var response = context.HttpContext.Response;
        response.Headers.ContentLength = null;
        await using var decoded = new GZipStream(await answer.Content.ReadAsStreamAsync(context.CancellationToken), CompressionMode.Decompress);
        await using var encoder = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        var chunk = new byte[ChunkBytes];
        while (await decoded.ReadAsync(chunk, context.CancellationToken) is > 0 and var count)
        {
            await encoder.WriteAsync(chunk.AsMemory(0, count), context.CancellationToken);
            await encoder.FlushAsync(context.CancellationToken);
        }
    }
}
