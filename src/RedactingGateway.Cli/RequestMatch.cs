using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Cli;

/// <summary>Finds the destination and endpoint that a captured request is for.</summary>
internal static class RequestMatch
{
    /// <summary>Finds them.</summary>
    /// <exception cref="FormatException">There are none; the message says which there are.</exception>
    public static (CompiledDestination Destination, CompiledEndpoint Endpoint, ReadOnlyMemory<byte> Target) Find(
        PolicySnapshot policy, HttpFile file, string? destinationId)
    {
        var destination = destinationId is null
            ? policy.FindDestination(file.Target)
            : policy.Destinations.FirstOrDefault(d => d.Id == destinationId);
        if (destination is null)
        {
            var known = string.Join(", ", policy.Destinations.Select(d => $"{d.Id} ({d.Path})"));
            throw new FormatException(destinationId is null
                ? $"The request's path belongs to no destination; there are {known}. --destination names the one that is meant."
                : $"There is no destination '{destinationId}'; there are {known}.");
        }

        ReadOnlyMemory<byte> target = file.Target;
        if (policy.FindDestination(file.Target) == destination)
        {
            target = target[destination.Path.Length..];
        }

        // A request captured elsewhere stands below another path: its first segments are left out until an endpoint fits.
        while (!target.IsEmpty)
        {
            var question = target.Span.IndexOf((byte)'?');
            var path = question < 0 ? target : target[..question];
            if (PolicySnapshot.FindEndpoint(destination, file.Method, path.Span) is { } endpoint)
            {
                return (destination, endpoint, target);
            }

            var next = path.Span[1..].IndexOf((byte)'/');
            if (next < 0 || destinationId is null)
            {
                break;
            }

            target = target[(next + 1)..];
        }

        var endpoints = string.Join(", ", destination.Endpoints.Select(e => $"{string.Join('|', e.Methods)} {e.Path.Text}"));
        throw new FormatException($"Destination '{destination.Id}' has no endpoint for this method and path; there are {endpoints}. Such a request does not leave.");
    }

    /// <summary>The destination of a request that a browser sent: by the gateway's path, or by the vendor's host; null: none.</summary>
    public static CompiledDestination? OfBrowser(PolicySnapshot policy, HttpFile file, string host)
    {
        if (policy.FindDestination(file.Target) is { } own)
        {
            return own;
        }

        // region1.google-analytics.com stands for www.google-analytics.com too; which of two destinations is meant, the endpoint says.
        var path = file.Target.AsMemory();
        var question = path.Span.IndexOf((byte)'?');
        path = question < 0 ? path : path[..question];
        return policy.Destinations
            .Where(d => d.Hosts.Values.Any(h => Domain(h.Host) == Domain(host)))
            .OrderByDescending(d => d.Hosts.Values.Any(h => h.Host.Equals(host, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(d => PolicySnapshot.FindEndpoint(d, file.Method, path.Span) is not null);
    }

    // The last two labels: enough to tell vendors apart, whose hosts stand below domains of their own.
    private static string Domain(string host) => string.Join('.', host.ToLowerInvariant().Split('.')[^Math.Min(2, host.Split('.').Length)..]);
}
