namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>What became of a page's third-party elements, in counts.</summary>
public sealed class TrackerReport
{
    // 16: a page with more hosts past the gateway is a page to look at anyway.
    private const int MaxHosts = 16;

    private readonly HashSet<string> _bypassing = new(StringComparer.Ordinal);

    /// <summary>Led through the gateway.</summary>
    public int Routed { get; internal set; }

    /// <summary>Held back until a purpose is granted.</summary>
    public int Held { get; internal set; }

    /// <summary>Made inert for good: known vendors without a destination, and connections opened in advance.</summary>
    public int Removed { get; internal set; }

    /// <summary>Known vendors' elements that stay as they were.</summary>
    public int Kept { get; internal set; }

    /// <summary>Elements of recipients that the policy names as outside of the gateway.</summary>
    public int Outside { get; internal set; }

    /// <summary>Hosts that the page reaches past the gateway and that the policy does not name.</summary>
    public IReadOnlyCollection<string> Bypassing => _bypassing;

    internal void AddBypassing(string host)
    {
        if (_bypassing.Count < MaxHosts)
        {
            _bypassing.Add(host);
        }
    }
}
