using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>Stands where the sink will: keeps the last request and answers 204.</summary>
internal sealed class RecordingVendor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private WireRequest? _last;

    private RecordingVendor(WebApplication app)
    {
        _app = app;
        app.Run(RecordAsync);
    }

    /// <summary>Starts it.</summary>
    public static async Task<RecordingVendor> StartAsync(IPEndPoint address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address));
        var vendor = new RecordingVendor(builder.Build());
        await vendor._app.StartAsync();
        return vendor;
    }

    /// <summary>The request that arrived since the last call, or null.</summary>
    public WireRequest? Take() => Interlocked.Exchange(ref _last, null);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task RecordAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Volatile.Write(ref _last, new WireRequest(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers.SelectMany(static header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            body.ToArray()));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
