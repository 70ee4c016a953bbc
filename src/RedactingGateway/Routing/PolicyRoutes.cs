using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Policies;
using RedactingGateway.PolicyStore;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace RedactingGateway.Routing;

/// <summary>Routes and clusters, built from one snapshot, so that routes and policy cannot disagree.</summary>
internal sealed class PolicyRoutes(PolicyHolder policies) : IProxyConfigProvider
{
    // Destinations come before sites, whatever a site's host or path says.
    private const int DestinationOrder = -1;
    private const int SiteOrder = 1;

    // One char is one byte, as the server reads and writes them (ServerLimits).
    private const string OneByteOneChar = "Latin1";

    // Uploads to sites are the site's business.
    private const long NoBodyLimit = -1;

    /// <inheritdoc/>
    public IProxyConfig GetConfig() => new Config(policies.Current);

    private static IEnumerable<RouteConfig> Routes(PolicySnapshot policy)
    {
        foreach (var destination in policy.Destinations)
        {
            yield return new RouteConfig
            {
                RouteId = RouteNames.Destination(destination),
                ClusterId = RouteNames.VendorCluster(destination, destination.Hosts.Keys.First()),
                Order = DestinationOrder,
                Match = new RouteMatch { Path = destination.Path + "/{**rest}" },
                Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RouteNames.DestinationKey] = destination.Id },
            };
        }

        foreach (var site in policy.Sites.Where(s => s.Upstream is not null))
        {
            yield return new RouteConfig
            {
                RouteId = RouteNames.Site(site),
                ClusterId = RouteNames.Site(site),
                Order = SiteOrder,
                Match = new RouteMatch { Hosts = site.Hosts, Path = "/{**rest}" },
                MaxRequestBodySize = NoBodyLimit,
            };
        }
    }

    private static IEnumerable<ClusterConfig> Clusters(PolicySnapshot policy)
    {
        foreach (var destination in policy.Destinations)
        {
            foreach (var (key, host) in destination.Reached)
            {
                yield return Cluster(RouteNames.VendorCluster(destination, key), host.Addresses, host.ActivityTimeout) with
                {
                    LoadBalancingPolicy = host.LoadBalancing.ToString(),
                    HealthCheck = Probes(host.Health),
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RouteNames.DestinationKey] = destination.Id },
                };
            }
        }

        foreach (var site in policy.Sites.Where(s => s.Upstream is not null))
        {
            yield return Cluster(RouteNames.Site(site), [site.Upstream!], site.ActivityTimeout);
        }
    }

    private static ClusterConfig Cluster(string id, ImmutableArray<Uri> addresses, TimeSpan? activityTimeout) => new()
    {
        ClusterId = id,
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

    private sealed class Config(PolicySnapshot policy) : IProxyConfig
    {
        public IReadOnlyList<RouteConfig> Routes { get; } = [.. PolicyRoutes.Routes(policy)];

        public IReadOnlyList<ClusterConfig> Clusters { get; } = [.. PolicyRoutes.Clusters(policy)];

        public string RevisionId => policy.Revision;

        // Never signals: a policy is in force until the process ends.
        public IChangeToken ChangeToken { get; } = new CancellationChangeToken(CancellationToken.None);
    }
}
