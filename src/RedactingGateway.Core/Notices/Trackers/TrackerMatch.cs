using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Whose an address is.</summary>
public enum TrackerKind
{
    /// <summary>The site's own.</summary>
    FirstParty,

    /// <summary>Below a destination's path at this site: led through the gateway already.</summary>
    OnPath,

    /// <summary>A vendor's, and a destination takes it.</summary>
    Routable,

    /// <summary>A vendor's with a destination, which does not know this path.</summary>
    OffRoute,

    /// <summary>A known vendor's, to which no destination leads.</summary>
    KnownVendor,

    /// <summary>A recipient's that the policy names as outside of the gateway.</summary>
    Outside,

    /// <summary>Somebody else's.</summary>
    Unknown,
}

/// <summary>Whose an address is, and where the gateway takes it.</summary>
/// <param name="Kind">Whose it is.</param>
/// <param name="Destination">The destination, where there is one.</param>
/// <param name="Asset">The static file, where it is one.</param>
public readonly record struct TrackerMatch(TrackerKind Kind, CompiledDestination? Destination = null, CompiledAsset? Asset = null);
