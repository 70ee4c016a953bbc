using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Notices.Trackers;
using RedactingGateway.Core.Policies;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy;

namespace RedactingGateway.Trackers;

/// <summary>Below a site's prefix: the script that starts what was held back, and what it asks for a visitor.</summary>
internal sealed class TrackersFile(EnvelopeGrant envelope)
{
    private const string SettingsPath = "/trackers.json";

    private static readonly byte[] Bytes = Read();

    // Its name changes with its text: browsers may keep it, and no page gets another one than it was made for.
    private static readonly string Name = $"/trackers.{Convert.ToHexStringLower(SHA256.HashData(Bytes).AsSpan(0, 8))}.js";

    private static readonly string Integrity = "sha384-" + Convert.ToBase64String(SHA384.HashData(Bytes));

    /// <summary>How pages of a site name the script.</summary>
    public static ActivationScript At(CompiledSite site) => new(site.PrivacyPath + Name, Integrity, site.PrivacyPath + SettingsPath);

    /// <summary>Whether a path below the site's prefix is one of these.</summary>
    public static bool IsAt(ReadOnlySpan<char> path) => path.SequenceEqual(Name) || path.SequenceEqual(SettingsPath);

    /// <summary>Answers for such a path.</summary>
    public Task AnswerAsync(HttpContext context, GatewayFeature gateway, ReadOnlySpan<char> path)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD");
        }

        return path.SequenceEqual(SettingsPath) ? SettingsAsync(context, gateway) : ScriptAsync(context);
    }

    private static Task ScriptAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return PrivacyAnswer.WriteAsync(context, StatusCodes.Status200OK, "text/javascript; charset=utf-8", Bytes);
    }

    private async Task SettingsAsync(HttpContext context, GatewayFeature gateway)
    {
        var signals = await envelope.ReadAsync(context, gateway);
        await PrivacyAnswer.WriteAsync(context, StatusCodes.Status200OK, "application/json", Encoding.UTF8.GetBytes(VisitorStores.Decide(gateway.Policy, signals).ToJson()));
    }

    private static byte[] Read()
    {
        using var stream = typeof(TrackersFile).Assembly.GetManifestResourceStream("trackers.js")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
