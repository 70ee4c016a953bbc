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

    /// <summary>Vendor silence that ends a request: 10 s; browsers have long gone on by then.</summary>
    public static readonly TimeSpan VendorActivityTimeout = TimeSpan.FromSeconds(10);

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
            foreach (var (key, address) in destination.Hosts)
            {
                yield return Cluster(RouteNames.VendorCluster(destination, key), address, VendorActivityTimeout) with
                {
                    Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [RouteNames.DestinationKey] = destination.Id },
                };
            }
        }

        foreach (var site in policy.Sites.Where(s => s.Upstream is not null))
        {
            yield return Cluster(RouteNames.Site(site), site.Upstream!, activityTimeout: null);
        }
    }

    private static ClusterConfig Cluster(string id, Uri address, TimeSpan? activityTimeout) => new()
    {
        ClusterId = id,
        Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
        {
            ["only"] = new() { Address = address.AbsoluteUri },
        },
        HttpClient = new HttpClientConfig { RequestHeaderEncoding = OneByteOneChar, ResponseHeaderEncoding = OneByteOneChar },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = activityTimeout },
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
