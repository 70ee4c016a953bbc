using System.Collections.Immutable;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Redaction.Events;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies;

/// <summary>A third-party endpoint behind a first-party path, with everything that a request to it needs decided.</summary>
public sealed class CompiledDestination
{
    /// <summary>Most purposes a destination may have: one bit each in a grant.</summary>
    public const int MaxPurposes = 64;

    /// <summary>Most segments of a destination's path.</summary>
    public const int MaxPathSegments = 8;

    /// <summary>Key in the policy.</summary>
    public required string Id { get; init; }

    /// <summary>Key of the recipient.</summary>
    public required string Recipient { get; init; }

    /// <summary>The recipient's name for people.</summary>
    public required string RecipientName { get; init; }

    /// <summary>Name of the dictionary.</summary>
    public required string Protocol { get; init; }

    /// <summary>First-party path, e.g. <c>/t/ga4</c>; no trailing slash, ASCII.</summary>
    public required string Path { get; init; }

    /// <summary>Enforced, or decided and counted only.</summary>
    public required DestinationMode Mode { get; init; }

    /// <summary>How a refusal is answered.</summary>
    public RefusalAnswer Refusals { get; init; }

    /// <summary>Vendor hosts by key (<c>collect</c>, …): absolute http(s) addresses without path.</summary>
    public required ImmutableSortedDictionary<string, Uri> Hosts { get; init; }

    /// <summary>How the hosts are reached, by the same keys.</summary>
    public ImmutableSortedDictionary<string, CompiledHost> Reached { get; init; } = ImmutableSortedDictionary<string, CompiledHost>.Empty;

    /// <summary>Origins besides those of sites whose pages may read answers.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Purposes in bit order.</summary>
    public required ImmutableArray<CompiledPurpose> Purposes { get; init; }

    /// <summary>Endpoints; the first that matches method and path is meant.</summary>
    public required ImmutableArray<CompiledEndpoint> Endpoints { get; init; }

    /// <summary>Plans for what the content net finds, indexed by <see cref="DetectorKind"/>.</summary>
    public required ImmutableArray<FieldPlan> Detected { get; init; }

    /// <summary>Click ids of other vendors: in no address do they go here.</summary>
    internal ClickIdSet ForeignClickIds { get; init; } = ClickIdSet.None;

    /// <summary>Static files of the vendor that pages may fetch below the path; those at a host that the policy names.</summary>
    public ImmutableArray<CompiledAsset> Assets { get; init; } = [];

    /// <summary>What the vendor's SDK writes on the device.</summary>
    public DeviceStores Stores { get; init; } = DeviceStores.None;

    /// <summary>Hosts by which the vendor's elements in pages are known, beside <see cref="Hosts"/>.</summary>
    public ImmutableArray<TrackerHost> TrackerHosts { get; init; } = [];

    /// <summary>What is asked of each event before its fields are decided, or null: nothing.</summary>
    internal EventConditions? Conditions { get; init; }

    /// <summary>Address of the field that takes the visitor's address, or null: it goes nowhere.</summary>
    public string? ClientAddress { get; init; }

    /// <summary>The recipient's number in the IAB's Global Vendor List, or null: no TC string names it.</summary>
    public int? TcfVendor { get; init; }

    /// <summary>Payload signals that may grant, and not only refuse.</summary>
    public SignalTrust Trust { get; init; }

    /// <summary>What categories of the site's own consent platform mean: ids of purposes by category, compared without case.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> ConsentCategories { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the policy declares it.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>All purposes of the destination.</summary>
    public ulong AllPurposes => Purposes.Length == MaxPurposes ? ulong.MaxValue : (1UL << Purposes.Length) - 1;

    /// <summary>The asset that an address below the destination's names, or null.</summary>
    /// <param name="path">Path as the browser spells it.</param>
    /// <param name="query">Query without <c>?</c>.</param>
    public CompiledAsset? FindAsset(ReadOnlySpan<char> path, ReadOnlySpan<char> query)
    {
        foreach (var asset in Assets)
        {
            if (asset.Matches(path, query))
            {
                return asset;
            }
        }

        return null;
    }
}

/// <summary>Whether a destination's traffic leaves.</summary>
public enum DestinationMode
{
    /// <summary>Allowed fields leave.</summary>
    Enforce,

    /// <summary>Every decision is taken and counted, and nothing leaves.</summary>
    Shadow,
}

/// <summary>What a client hears when its request is refused.</summary>
public enum RefusalAnswer
{
    /// <summary>The vendor's success answer, so that SDKs neither retry nor break.</summary>
    Success,

    /// <summary>400, 413 or 415, for developers.</summary>
    Status,
}
