using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Policies;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Routing;

/// <summary>Routes and clusters of one snapshot, as YARP takes them.</summary>
/// <remarks>
/// Every route names the revision, so that YARP makes all of them anew and none is of two minds. A cluster keeps its id, and with
/// it connections and health, as long as nothing about it changes; whatever changes makes another cluster. So a cluster that a
/// request was routed to never turns into something else while the request is under way.
/// </remarks>
internal sealed class RevisionRoutes : IProxyConfig, IDisposable
{
    // Destinations come before sites, whatever a site's host or path says.
    private const int DestinationOrder = -1;
    private const int SiteOrder = 1;

    // One char is one byte, as the server reads and writes them (ServerLimits).
    private const string OneByteOneChar = "Latin1";

    // Uploads to sites are the site's business.
    private const long NoBodyLimit = -1;

    private readonly CancellationTokenSource _superseded = new();
    private readonly FrozenDictionary<string, ClusterConfig> _byName;

    private readonly int _number;

    /// <summary>Makes them.</summary>
    /// <param name="policy">The snapshot.</param>
    /// <param name="before">Those in force until now; clusters that do not change are taken over from them.</param>
    public RevisionRoutes(PolicySnapshot policy, RevisionRoutes? before)
    {
        Policy = policy;
        _number = before is null ? 0 : before._number + 1;
        _byName = ClustersOf(policy).ToFrozenDictionary(static c => c.ClusterId, c => Named(c, before, policy.Revision), StringComparer.Ordinal);
        Clusters = _byName.Values;
        Routes = [.. RoutesOf(policy)];
        ChangeToken = new CancellationChangeToken(_superseded.Token);
    }

    public PolicySnapshot Policy { get; }

    public IReadOnlyList<RouteConfig> Routes { get; }

    public IReadOnlyList<ClusterConfig> Clusters { get; }

    public string RevisionId => Policy.Revision;

    public IChangeToken ChangeToken { get; }

    /// <summary>What all of these routes carry, and none of any others: a revision may come back.</summary>
    public string Mark => string.Create(CultureInfo.InvariantCulture, $"{RevisionId} {_number}");

    /// <summary>Id of the cluster behind a name of <see cref="RouteNames"/>, or null: there is none.</summary>
    public string? ClusterId(string name) => _byName.GetValueOrDefault(name)?.ClusterId;

    /// <summary>Tells YARP that there are newer ones.</summary>
    public void Supersede() => _superseded.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _superseded.Dispose();

    private static ClusterConfig Named(ClusterConfig cluster, RevisionRoutes? before, string revision)
    {
        var known = before?._byName.GetValueOrDefault(cluster.ClusterId);
        return known is not null && known == cluster with { ClusterId = known.ClusterId } ? known : cluster with { ClusterId = $"{cluster.ClusterId}@{revision}" };
    }

    private IEnumerable<RouteConfig> RoutesOf(PolicySnapshot policy)
    {
        foreach (var destination in policy.Destinations)
        {
            yield return new RouteConfig
            {
                RouteId = RouteNames.Destination(destination),
                ClusterId = ClusterId(RouteNames.VendorCluster(destination, destination.Hosts.Keys.First())),
                Order = DestinationOrder,
                Match = new RouteMatch { Path = destination.Path + "/{**rest}" },
                Metadata = Metadata((RouteNames.RevisionKey, Mark), (RouteNames.DestinationKey, destination.Id)),
            };
        }

        foreach (var site in policy.Sites.Where(s => s.Upstream is not null))
        {
            yield return new RouteConfig
            {
                RouteId = RouteNames.Site(site),
                ClusterId = ClusterId(RouteNames.Site(site)),
                Order = SiteOrder,
                Match = new RouteMatch { Hosts = site.Hosts, Path = "/{**rest}" },
                MaxRequestBodySize = NoBodyLimit,
                Metadata = Metadata((RouteNames.RevisionKey, Mark)),
            };
        }

        // What leads nowhere is told by a policy too: without this route nobody could say by which.
        yield return new RouteConfig
        {
            RouteId = RouteNames.Nowhere,
            Order = int.MaxValue,
            Match = new RouteMatch { Path = "/{**rest}" },
            Metadata = Metadata((RouteNames.RevisionKey, Mark)),
        };
    }

    private static IEnumerable<ClusterConfig> ClustersOf(PolicySnapshot policy)
    {
        foreach (var destination in policy.Destinations)
        {
            foreach (var (key, host) in destination.Reached)
            {
                yield return Cluster(RouteNames.VendorCluster(destination, key), host.Addresses, host.ActivityTimeout) with
                {
                    LoadBalancingPolicy = host.LoadBalancing.ToString(),
                    HealthCheck = Probes(host.Health),
                    Metadata = Metadata((RouteNames.DestinationKey, destination.Id), (RouteNames.ConnectTimeoutKey, host.ConnectTimeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture))),
                };
            }
        }

        foreach (var site in policy.Sites.Where(s => s.Upstream is not null))
        {
            yield return Cluster(RouteNames.Site(site), [site.Upstream!], site.ActivityTimeout);
        }
    }

    private static ClusterConfig Cluster(string name, ImmutableArray<Uri> addresses, TimeSpan? activityTimeout) => new()
    {
        ClusterId = name,
        Destinations = addresses.ToDictionary(a => a.AbsoluteUri, a => new DestinationConfig { Address = a.AbsoluteUri }, StringComparer.Ordinal),
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = OneByteOneChar, ResponseHeaderEncoding = OneByteOneChar },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = activityTimeout },
    };

    // Whoever does not answer is left out until it answers again.
    private static HealthCheckConfig? Probes(HostHealth? health) => health is null ? null : new HealthCheckConfig
    {
        Active = new ActiveHealthCheckConfig { Enabled = true, Path = health.Path, Interval = health.Interval, Timeout = health.Timeout, Policy = "ConsecutiveFailures" },
        AvailableDestinationsPolicy = "HealthyOrPanic",
    };

    private static Dictionary<string, string> Metadata(params IEnumerable<(string Key, string Value)> entries) =>
        entries.ToDictionary(static e => e.Key, static e => e.Value, StringComparer.Ordinal);
}
