using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Routing;
using RedactingGateway.Vendors;
using Yarp.ReverseProxy.Model;

namespace RedactingGateway.Telemetry;

/// <summary>How vendors' hosts are: as the forwarder and the gates before it see them.</summary>
internal sealed class VendorStates(VendorClusters clusters, VendorGates gates)
{
    /// <summary>The hosts of a policy's destinations.</summary>
    public ImmutableArray<VendorState> Read(PolicySnapshot policy)
    {
        var states = ImmutableArray.CreateBuilder<VendorState>();
        foreach (var destination in policy.Destinations)
        {
            foreach (var host in destination.Reached.Keys)
            {
                if (clusters.Find(policy, destination, host) is { } cluster)
                {
                    var gate = gates.Of(destination, host).Read();
                    states.Add(new VendorState(destination.Id, host, gate.Circuit != CircuitPosition.Open && cluster.Destinations.Values.Any(IsAvailable), gate.InFlight));
                }
            }
        }

        return states.ToImmutable();
    }

    private static bool IsAvailable(DestinationState address) => address.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy };
}

/// <summary>How one host of a vendor is.</summary>
/// <param name="Destination">Key of the destination.</param>
/// <param name="Host">Key of the host.</param>
/// <param name="IsAvailable">Whether it takes requests.</param>
/// <param name="InFlight">Requests that wait for it.</param>
internal sealed record VendorState(string Destination, string Host, bool IsAvailable, int InFlight);
