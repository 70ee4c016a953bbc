using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Demo.Vendor;

namespace RedactingGateway.Demo.Watching;

/// <summary>Puts what the vendor recorded beside what was decided, field by field.</summary>
/// <remarks>
/// The recording is taken apart by a redactor that grants nothing and takes values down, so its fields have the addresses
/// that decisions have. Items that were left out move the numbers of those behind them, but never their order.
/// </remarks>
internal sealed partial class VendorSide(Redactor reader, GatewayLimits limits)
{
    /// <summary>Everything in <paramref name="request"/>, decided as if nobody had granted anything.</summary>
    public IReadOnlyList<FieldDecision> TakeApart(in ReceivedRequest request)
    {
        var trace = new DecisionTrace(withValues: true);
        using (reader.Redact(request, grant: 0, limits, trace))
        {
            return trace.Decisions;
        }
    }

    /// <summary>Gives each decision the value that arrived.</summary>
    public IReadOnlyList<WatchedField> Join(IEnumerable<FieldDecision> decisions, CompiledDestination destination, VendorRecord? record)
    {
        var arrived = record is null ? [] : Arrived(destination, record);
        return [.. decisions.Select(d => new WatchedField(
            d, d.Outcome != FieldOutcome.Dropped && arrived.TryGetValue(Place(d.Address), out var values) && values.TryDequeue(out var value) ? value : null))];
    }

    private Dictionary<string, Queue<string>> Arrived(CompiledDestination destination, VendorRecord record)
    {
        var path = Encoding.ASCII.GetBytes(record.Target.Split('?')[0]);
        var byPlace = new Dictionary<string, Queue<string>>(StringComparer.Ordinal);
        if (PolicySnapshot.FindEndpoint(destination, record.Method, path) is not { } endpoint)
        {
            return byPlace;
        }

        var request = new ReceivedRequest
        {
            Destination = destination,
            Endpoint = endpoint,
            Target = Encoding.ASCII.GetBytes(record.Target),
            Headers = record.Headers,
            Body = record.Body,
        };
        foreach (var field in TakeApart(request))
        {
            var place = Place(field.Address);
            if (!byPlace.TryGetValue(place, out var values))
            {
                byPlace.Add(place, values = new Queue<string>());
            }

            values.Enqueue(field.Before ?? "");
        }

        return byPlace;
    }

    private static string Place(string address) => Index().Replace(address, "[]");

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();
}
