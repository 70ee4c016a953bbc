using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Policies;

/// <summary>A whole policy, compiled and immutable; a request takes one and keeps it to its end.</summary>
public sealed class PolicySnapshot
{
    private Utf8NameTable<CompiledDestination>? _byPath;

    /// <summary>First 12 hexadecimal digits of the SHA-256 over all files of the policy.</summary>
    public required string Revision { get; init; }

    /// <summary>When the author's own files were last written; null where they are no files.</summary>
    public DateTimeOffset? LastChanged { get; init; }

    /// <summary>The author's own files, by their names below the folder and as diagnostics show them.</summary>
    internal ImmutableArray<(string Name, string Shown)> OwnFiles { get; init; } = [];

    /// <summary>Destinations; no path is the beginning of another.</summary>
    public required ImmutableArray<CompiledDestination> Destinations { get; init; }

    /// <summary>All purposes, as they concern a site itself: those without a destination too.</summary>
    public ImmutableArray<CompiledPurpose> Purposes { get; init; } = [];

    /// <summary>Categories that leave for no purpose at all.</summary>
    public ImmutableArray<NeverCategory> Never { get; init; } = [];

    /// <summary>Names of all data categories for people, by language.</summary>
    public FrozenDictionary<string, ImmutableSortedDictionary<string, string>> CategoryNames { get; init; } = FrozenDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Who uses the data.</summary>
    public CompiledController Controller { get; init; } = new("", "", "");

    /// <summary>Who receives data: those that a destination names.</summary>
    public ImmutableArray<CompiledRecipient> Recipients { get; init; } = [];

    /// <summary>Recipients that do not get their data through the gateway.</summary>
    public ImmutableArray<OutsideRecipient> Outside { get; init; } = [];

    /// <summary>What visitors read.</summary>
    public NoticeTexts Texts { get; init; } = NoticeTexts.Shipped;

    /// <summary>Vendors whose elements in pages are known by their hosts; those of the destinations too.</summary>
    public ImmutableArray<KnownTracker> KnownTrackers { get; init; } = [];

    /// <summary>Hash of what the whole policy discloses: the scopes of all purposes, their bases and destinations, and what never leaves.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Who approved it, or null.</summary>
    public PolicyApproval? Approval { get; init; }

    /// <summary>How long choices and their proofs are kept.</summary>
    public ChoiceRetention Retention { get; init; } = new();

    /// <summary>Sites.</summary>
    public required ImmutableArray<CompiledSite> Sites { get; init; }

    /// <summary>Limits on one request.</summary>
    public required GatewayLimits Limits { get; init; }

    /// <summary>Epochs of pseudonyms start at midnight of this zone.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Lengths in days of all epochs of pseudonyms, ascending.</summary>
    public ImmutableArray<int> RotateDays { get; init; } = [];

    /// <summary>Those who receive data for a purpose, in the order of <see cref="Recipients"/>.</summary>
    public IEnumerable<CompiledRecipient> RecipientsOf(CompiledPurpose purpose) =>
        Recipients.Where(r => Destinations.Any(d => d.Recipient == r.Id && d.Purposes.Any(p => p.Id == purpose.Id)));

    /// <summary>The site of a host, or null.</summary>
    /// <param name="authority">Value of the Host header: host, perhaps with a port.</param>
    /// <param name="host">The host alone.</param>
    public CompiledSite? FindSite(string? authority, string host)
    {
        foreach (var site in Sites)
        {
            foreach (var known in site.Hosts)
            {
                if (known.Equals(authority, StringComparison.OrdinalIgnoreCase) || known.Equals(host, StringComparison.OrdinalIgnoreCase))
                {
                    return site;
                }
            }
        }

        return null;
    }

    /// <summary>The destination whose path begins <paramref name="rawTarget"/>, or null.</summary>
    /// <param name="rawTarget">Request target as received, path first.</param>
    public CompiledDestination? FindDestination(ReadOnlySpan<byte> rawTarget)
    {
        var byPath = _byPath ??= new Utf8NameTable<CompiledDestination>([.. Destinations.Select(d => KeyValuePair.Create(d.Path, d))]);

        // No path is the beginning of another: the first that fits is the only one, however many there are.
        var end = 0;
        for (var segments = 0; segments < CompiledDestination.MaxPathSegments && end < rawTarget.Length && rawTarget[end] == (byte)'/'; segments++)
        {
            var length = rawTarget[(end + 1)..].IndexOfAny((byte)'/', (byte)'?');
            end = length < 0 ? rawTarget.Length : end + 1 + length;
            if (byPath.TryGet(rawTarget[..end], out var found))
            {
                return found;
            }
        }

        return null;
    }

    /// <inheritdoc cref="FindDestination(ReadOnlySpan{byte})"/>
    public CompiledDestination? FindDestination(string rawTarget) => FindDestination(Encoding.UTF8.GetBytes(rawTarget));

    /// <summary>The endpoint of <paramref name="destination"/> for a method and path, or null: unknown, does not leave.</summary>
    /// <param name="destination">Where the request goes.</param>
    /// <param name="method">HTTP method, upper case.</param>
    /// <param name="rawPath">Path below the destination's, without query.</param>
    public static CompiledEndpoint? FindEndpoint(CompiledDestination destination, string method, ReadOnlySpan<byte> rawPath)
    {
        foreach (var endpoint in destination.Endpoints)
        {
            if (endpoint.Methods.Contains(method) && endpoint.Path.Matches(rawPath))
            {
                return endpoint;
            }
        }

        return null;
    }
}

/// <summary>A data category that never leaves, as people are told of it.</summary>
/// <param name="Category">Key of the taxonomy.</param>
/// <param name="Name">Its name by language; may be empty.</param>
public sealed record NeverCategory(string Category, ImmutableSortedDictionary<string, string> Name);
