using RedactingGateway.Demo.Visitors;

namespace RedactingGateway.Demo.Watching;

/// <summary>What belongs together: the requests of one page of the shop, of one shell command, or of one replay.</summary>
internal sealed class Visit
{
    /// <summary>Number since the start.</summary>
    public required int Id { get; init; }

    /// <summary>Where its requests come from.</summary>
    public required VisitKind Kind { get; init; }

    /// <summary>Path and query of the page; for a request without page, its path.</summary>
    public required string Path { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Whose visit it is.</summary>
    public Visitor Visitor { get; set; }

    /// <summary>The visit that is replayed; for others, the visit itself.</summary>
    public Visit Original { get => field ?? this; init; }

    /// <summary>Its requests so far, in the order in which they ended.</summary>
    public List<WatchedRequest> Requests { get; } = [];
}

/// <summary>Where the requests of a visit come from.</summary>
internal enum VisitKind
{
    /// <summary>A page of the shop.</summary>
    Page,

    /// <summary>A client without page, such as curl.</summary>
    Shell,

    /// <summary>The demo, which sent a visit's requests again.</summary>
    Replay,
}
