using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RedactingGateway.Benchmarks.Peers.Mixed;

/// <summary>Vendors and site of the mixed run: every vendor takes what it gets, but one thinks for three seconds; the site has one page of 100 KB.</summary>
internal sealed class MixedServer : IAsyncDisposable
{
    /// <summary>Path of the slow vendor's endpoint (Plausible).</summary>
    public const string SlowPath = "/api/event";

    private const int PageBytes = 100 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;

    private MixedServer(WebApplication app) => _app = app;

    /// <summary>Starts it.</summary>
    public static async Task<MixedServer> StartAsync(IPEndPoint address)
    {
        var page = GeneratedPage.Create(PageBytes);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address));
        var app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.Path.Value == "/")
            {
                context.Response.ContentType = "text/html; charset=utf-8";
                context.Response.ContentLength = page.Length;
                await context.Response.Body.WriteAsync(page);
                return;
            }

            if (context.Request.Path.Value == SlowPath)
            {
                await Task.Delay(Slow, context.RequestAborted);
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        return new MixedServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
