using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using RedactingGateway.Core.Policies;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace RedactingGateway.Routing;

/// <summary>Finds the cluster of a destination's host for requests of any snapshot: also of one that is no longer in force.</summary>
internal sealed class VendorClusters(IProxyStateLookup state, PolicyRoutes routes)
{
    // They go with the last request that holds their snapshot.
    private readonly ConditionalWeakTable<PolicySnapshot, FrozenDictionary<string, ClusterState>> _kept = [];

    /// <summary>The cluster, or null: there is none.</summary>
    public ClusterState? Find(PolicySnapshot policy, CompiledDestination destination, string host) =>
        (_kept.TryGetValue(policy, out var kept) ? kept : Keep(policy))?.GetValueOrDefault(RouteNames.VendorCluster(destination, host));

    /// <summary>Keeps the clusters of the policy in force, before another takes its place and YARP forgets them.</summary>
    public void KeepCurrent() => Keep(routes.Latest.Policy);

    private FrozenDictionary<string, ClusterState>? Keep(PolicySnapshot policy)
    {
        var latest = routes.Latest;
        if (!ReferenceEquals(latest.Policy, policy))
        {
            return null;
        }

        return _kept.GetValue(policy, p => p.Destinations
            .SelectMany(static d => d.Reached.Keys, static (d, host) => RouteNames.VendorCluster(d, host))
            .Select(name => (Name: name, Cluster: state.TryGetCluster(latest.ClusterId(name)!, out var cluster) ? cluster : null))
            .Where(static c => c.Cluster is not null)
            .ToFrozenDictionary(static c => c.Name, static c => c.Cluster!, StringComparer.Ordinal));
    }
}
