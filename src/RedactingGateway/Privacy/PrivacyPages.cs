using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using RedactingGateway.Core.Notices.Assets;
using RedactingGateway.Core.Policies;
using RedactingGateway.Hosting;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy.Live;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Trackers;

namespace RedactingGateway.Privacy;

/// <summary>Answers, on the hosts of sites, what lies below the gateway's own prefix, and its well-known files; the site never sees these.</summary>
/// <remarks>Paths are compared as the client spelled them: another spelling goes to the site, which knows nothing of them.</remarks>
internal sealed class PrivacyPages(RequestDelegate next, ChoicesEndpoint choices, RecordEndpoint record, TransparencyEndpoint transparency, LiveEndpoint live, WellKnownFiles wellKnown, TrackersFile trackers)
{
    private static readonly byte[] Style = Resource("choices.css");
    private static readonly byte[] TransparencyStyle = Resource("transparency.css");

    public Task InvokeAsync(HttpContext context)
    {
        var gateway = context.Features.GetRequiredFeature<GatewayFeature>();
        if (gateway is not { Site: { } site, Destination: null })
        {
            return next(context);
        }

        var path = gateway.Target.Path;
        if (path is WellKnownFiles.GpcPath or WellKnownFiles.DestinationsPath)
        {
            return wellKnown.AnswerAsync(context, path.ToString(), gateway.Policy);
        }

        var isOurs = path.StartsWith(site.PrivacyPath, StringComparison.Ordinal) && (path.Length == site.PrivacyPath.Length || path[site.PrivacyPath.Length] == '/');
        return isOurs ? AnswerAsync(context, gateway, site) : next(context);
    }

    private async Task AnswerAsync(HttpContext context, GatewayFeature gateway, CompiledSite site)
    {
        await SocketThread.LeaveAsync();
        await AnswerHereAsync(context, gateway, site);
    }

    private Task AnswerHereAsync(HttpContext context, GatewayFeature gateway, CompiledSite site)
    {
        PrivacyAnswer.Apply(context.Response);
        switch (gateway.Target.Path[site.PrivacyPath.Length..])
        {
            case var path when TrackersFile.IsAt(path):
                return trackers.AnswerAsync(context, gateway, path);
            case "/choices":
                return choices.AnswerAsync(context, gateway);
            case "/choices/record":
                return record.AnswerAsync(context, gateway);
            case "/choices.css":
                return StyleAsync(context, Style);
            case "" or "/":
                return transparency.AnswerAsync(context, gateway, isJson: false);
            case "/transparency.json":
                return transparency.AnswerAsync(context, gateway, isJson: true);
            case "/live" or "/live/stop" or "/live/stream":
                return live.AnswerAsync(context, gateway, gateway.Target.Path[(site.PrivacyPath.Length + "/live".Length)..].ToString());
            case "/live.js":
                return LiveEndpoint.ScriptAsync(context);
            case "/transparency.css":
                return StyleAsync(context, TransparencyStyle);
            case ['/', .. var file] when NoticeAsset.Find(file) is { } asset:
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                context.Response.Headers.Remove(HeaderNames.Vary);
                return PrivacyAnswer.WriteAsync(context, StatusCodes.Status200OK, asset.MediaType, asset.Bytes);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    private static Task StyleAsync(HttpContext context, byte[] style)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return PrivacyAnswer.WriteAsync(context, StatusCodes.Status200OK, "text/css; charset=utf-8", style);
    }

    /// <summary>A file that travels with the gateway.</summary>
    public static byte[] Resource(string name)
    {
        using var stream = typeof(PrivacyPages).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
