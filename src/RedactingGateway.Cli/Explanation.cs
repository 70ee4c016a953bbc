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
    public static Explanation Of(PolicySnapshot policy, HttpFile file, ExplanationRequest asked)
    {
        var (destination, endpoint, target) = RequestMatch.Find(policy, file, asked.Destination);
        var request = new ReceivedRequest { Destination = destination, Endpoint = endpoint, Target = target, Headers = file.Headers, Body = file.Body, ClientAddress = asked.ClientAddress };
        var trace = new DecisionTrace(asked.WithValues);

        // The keys of the real gateway are not here: pseudonyms have their shape, not their value.
        var redactor = new Redactor(new PseudonymKeys(new byte[PseudonymKeys.MinRootSecretBytes], asked.Time, policy.TimeZone, EpochSalts.InMemory()));
        var signals = asked.Visitor.SignalsFor(destination, asked.SiteIn(policy, file), file, asked.Time.GetUtcNow()) with { Payload = redactor.ReadSignals(request, policy.Limits, subjects: null) };
        var grants = asked.Grants;
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
            asked.Visitor.Name,
            grant,
            grants.Count > 0 ? [] : Grant.Explain(destination, signals),
            trace,
            withheld,
            result.Counts.Kept,
            result.Counts.Treated,
            result.Counts.Dropped,
            withheld == WithheldReason.None ? Write(file.Method, destination, endpoint, result) : []);
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
