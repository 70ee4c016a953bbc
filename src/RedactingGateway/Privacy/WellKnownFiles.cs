using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Privacy;

/// <summary>What the gateway says in public of itself, for browsers, blockers and auditors.</summary>
internal sealed class WellKnownFiles(TimeProvider time)
{
    /// <summary>W3C Global Privacy Control § 5.</summary>
    public const string GpcPath = "/.well-known/gpc.json";

    /// <summary>The list of destinations.</summary>
    public const string DestinationsPath = "/.well-known/redacting-gateway.json";

    // For a policy that comes from no files.
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <summary>Answers for <paramref name="path"/>.</summary>
    public Task AnswerAsync(HttpContext context, string path, PolicySnapshot policy)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD");
        }

        context.Response.Headers.CacheControl = "public, max-age=3600";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return path == GpcPath
            ? PrivacyAnswer.JsonAsync(context, StatusCodes.Status200OK, new GpcFile(HonoursGpc(policy), LastUpdate(policy).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), PrivacyJson.Default.GpcFile)
            : PrivacyAnswer.JsonAsync(context, StatusCodes.Status200OK, Destinations(policy), PrivacyJson.Default.DestinationsFile);
    }

    /// <summary>
    /// Whether <c>Sec-GPC: 1</c> refuses everything that it asks about: purposes that market, share or profile, and whatever goes to
    /// recipients that use it for purposes of their own.
    /// </summary>
    public static bool HonoursGpc(PolicySnapshot policy)
    {
        var reusing = policy.Recipients.Where(r => r.ReusesForOwnPurposes).Select(r => r.Id).ToList();
        return policy.Purposes.Where(p => p.IsMarketing).All(IsRefused)
            && policy.Destinations.All(d => d.Purposes.All(p => IsRefused(p) || !(p.IsMarketing || reusing.Contains(d.Recipient))));

        static bool IsRefused(CompiledPurpose purpose) => purpose is { RefusedByGpc: true, CanBeRefused: true };
    }

    // A file that claims to be from the future was written today at the latest.
    private DateTimeOffset LastUpdate(PolicySnapshot policy) =>
        (policy.LastChanged ?? _started) is var changed && time.GetUtcNow() is var now && changed > now ? now : changed;

    private static DestinationsFile Destinations(PolicySnapshot policy) => new(
        [.. policy.Destinations.Select(d => new PublicDestination(
            d.Path,
            d.Protocol,
            d.Mode == DestinationMode.Shadow ? "shadow" : "enforce",
            new PublicRecipient(d.RecipientName, policy.Recipients.FirstOrDefault(r => r.Id == d.Recipient)?.Country),
            [.. d.Purposes.Select(p => new PublicPurpose(p.Id, p.Title, JsonNamingPolicy.CamelCase.ConvertName(p.Basis.ToString())))]))]);
}

/// <summary><c>gpc.json</c>.</summary>
internal sealed record GpcFile(bool Gpc, string LastUpdate);

/// <summary><c>redacting-gateway.json</c>.</summary>
internal sealed record DestinationsFile(ImmutableArray<PublicDestination> Destinations)
{
    public int Version { get; init; } = 1;
}

/// <summary>A destination, in public.</summary>
internal sealed record PublicDestination(string Path, string Protocol, string Mode, PublicRecipient Recipient, ImmutableArray<PublicPurpose> Purposes);

/// <summary>A recipient, in public.</summary>
internal sealed record PublicRecipient(string Name, string? Country);

/// <summary>A purpose, in public.</summary>
internal sealed record PublicPurpose(string Id, ImmutableSortedDictionary<string, string> Title, string Basis);
