using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies;

/// <summary>One of a destination's hosts: where it is and how it is reached.</summary>
/// <param name="Addresses">Absolute http(s) addresses without path; at least one.</param>
public sealed record CompiledHost(ImmutableArray<Uri> Addresses)
{
    /// <summary>Vendor silence that ends a request where the policy says nothing: 10 s; browsers have long gone on by then.</summary>
    public static TimeSpan DefaultActivityTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Time to connect where the policy says nothing: 2 s; a host that does not accept by then is down.</summary>
    public static TimeSpan DefaultConnectTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Time for a whole request where the policy says nothing: 15 s, connecting, the longest silence and some time to answer.</summary>
    public static TimeSpan DefaultTotalTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests on their way at once where the policy says nothing: 256, or 1,280 a second at a vendor's usual 200 ms.</summary>
    public const int DefaultConcurrency = 256;

    /// <summary>How one of several addresses is chosen.</summary>
    public LoadBalancing LoadBalancing { get; init; }

    /// <summary>How the addresses are probed, or null: they are not.</summary>
    public HostHealth? Health { get; init; }

    /// <summary>Silence that ends a request.</summary>
    public TimeSpan ActivityTimeout { get; init; } = DefaultActivityTimeout;

    /// <summary>Time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>Time for a whole request.</summary>
    public TimeSpan TotalTimeout { get; init; } = DefaultTotalTimeout;

    /// <summary>Requests that may be on their way at once; more are not sent.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>The address that <paramref name="prefix"/> is, or null: it is none of this host's.</summary>
    public Uri? Find(string prefix)
    {
        foreach (var address in Addresses)
        {
            if (address.AbsoluteUri == prefix)
            {
                return address;
            }
        }

        return null;
    }
}

/// <summary>Probes of a host, which carry nothing of visitors.</summary>
/// <param name="Path">What is asked for.</param>
/// <param name="Interval">Time between two probes.</param>
/// <param name="Timeout">Time after which a probe has failed.</param>
public sealed record HostHealth(string Path, TimeSpan Interval, TimeSpan Timeout);

/// <summary>How one of several addresses is chosen; the names are YARP's.</summary>
public enum LoadBalancing
{
    /// <summary>The less busy of two random ones.</summary>
    PowerOfTwoChoices,

    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>The least busy one.</summary>
    LeastRequests,

    /// <summary>Any.</summary>
    Random,
}
