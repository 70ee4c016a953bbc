using System.Collections.Immutable;
using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Cli;

/// <summary>What would become of one captured request for one visitor.</summary>
internal sealed record Explanation(
    string Method,
    CompiledDestination Destination,
    CompiledEndpoint Endpoint,
    string VisitorName,
    Grant Grant,
    ImmutableArray<GrantReason> Reasons,
    DecisionTrace Trace,
    WithheldReason Withheld,
    int Kept,
    int Treated,
    int Dropped,
    byte[] Outgoing)
{
    /// <summary>Explains <paramref name="file"/>.</summary>
    /// <exception cref="FormatException">No destination or endpoint fits; the message says which there are.</exception>
    public static Explanation Of(PolicySnapshot policy, HttpFile file, string? destinationId, Visitor visitor, IReadOnlyList<string> grants, bool withValues, string? clientAddress)
    {
        var (destination, endpoint, target) = Match(policy, file, destinationId);
        var request = new ReceivedRequest { Destination = destination, Endpoint = endpoint, Target = target, Headers = file.Headers, Body = file.Body, ClientAddress = clientAddress };
        var trace = new DecisionTrace(withValues);

        // The keys of the real gateway are not here: pseudonyms have their shape, not their value.
        var redactor = new Redactor(new PseudonymKeys(new byte[PseudonymKeys.MinRootSecretBytes], TimeProvider.System, policy.TimeZone, EpochSalts.InMemory()));
        var signals = visitor.SignalsFor(destination, TimeProvider.System.GetUtcNow()) with { Payload = redactor.ReadSignals(request, policy.Limits, subjects: null) };
        var grant = grants.Count > 0 ? Visitor.Exactly(destination, grants) : Grant.Decide(destination, signals);
        using var result = redactor.Redact(request, grant.Purposes, policy.Limits, trace);
        var withheld = result.Withheld == WithheldReason.NoGrant && grant.Refused != 0 ? WithheldReason.Refused : result.Withheld;
        if (withheld == WithheldReason.None && destination.Mode == DestinationMode.Shadow)
        {
            withheld = WithheldReason.Shadow;
        }

        return new Explanation(
            file.Method,
            destination,
            endpoint,
            visitor.Name,
            grant,
            grants.Count > 0 ? [] : Grant.Explain(destination, signals),
            trace,
            withheld,
            result.Counts.Kept,
            result.Counts.Treated,
            result.Counts.Dropped,
            withheld == WithheldReason.None ? Write(file.Method, destination, endpoint, result) : []);
    }

    private static (CompiledDestination Destination, CompiledEndpoint Endpoint, ReadOnlyMemory<byte> Target) Match(
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

    private static byte[] Write(string method, CompiledDestination destination, CompiledEndpoint endpoint, RedactedRequest result)
    {
        using var output = new MemoryStream();
        output.Write(Encoding.ASCII.GetBytes($"{method} "));
        output.Write(result.Target.Span);
        var head = new StringBuilder(" HTTP/1.1\r\n").Append("Host: ").Append(destination.Hosts[endpoint.Host].Authority).Append("\r\n");
        foreach (var (name, value) in result.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("Content-Length: ").Append(result.Body.Length).Append("\r\n\r\n");
        output.Write(Encoding.Latin1.GetBytes(head.ToString()));
        output.Write(result.Body.Span);
        return output.ToArray();
    }
}
