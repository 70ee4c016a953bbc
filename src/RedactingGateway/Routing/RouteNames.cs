using RedactingGateway.Core.Policies;

namespace RedactingGateway.Routing;

/// <summary>Names of routes and clusters, built from ids of the policy only.</summary>
internal static class RouteNames
{
    /// <summary>Key of the route metadata that holds the id of the destination.</summary>
    public const string DestinationKey = "destination";

    /// <summary>Key of the route metadata that says which policy the route was made from.</summary>
    public const string RevisionKey = "revision";

    /// <summary>The route of requests that no other one takes; it ends before the forwarder.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>Key of the cluster metadata that holds the milliseconds in which a connection must be made.</summary>
    public const string ConnectTimeoutKey = "connectTimeout";

    public static string Destination(CompiledDestination destination) => "destination:" + destination.Id;

    public static string VendorCluster(CompiledDestination destination, string hostKey) => $"destination:{destination.Id}:{hostKey}";

    public static string Site(CompiledSite site) => "site:" + site.Id;
}
