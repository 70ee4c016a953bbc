using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Counts events by destination, for metrics and for the admin pages; labels come from the policy and from enums only.</summary>
internal sealed class EventAccounts : IDisposable
{
    private readonly ConcurrentDictionary<string, DestinationAccount> _accounts = new(StringComparer.Ordinal);
    private readonly Meter _meter;
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _withheld;

    public EventAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _received = GatewayMetrics.EventsReceived.Counter(_meter);
        _sent = GatewayMetrics.EventsSent.Counter(_meter);
        _withheld = GatewayMetrics.EventsWithheld.Counter(_meter);
    }

    /// <summary>Adds the events of one request.</summary>
    public void Add(CompiledDestination destination, EventOutcome outcome)
    {
        Account(destination).Add(outcome);
        var label = new KeyValuePair<string, object?>("destination", destination.Id);
        _received.Add(outcome.Received, label);
        if (outcome.Sent > 0)
        {
            _sent.Add(outcome.Sent, label);
        }

        for (var i = 1; i < WithheldReasons.Count; i++)
        {
            var reason = (WithheldReason)i;
            if (outcome.Withheld(reason) is > 0 and var count)
            {
                _withheld.Add(count, label, new KeyValuePair<string, object?>("reason", reason.Code()));
            }
        }
    }

    /// <summary>All accounts, destinations without events included.</summary>
    public EventsPage Read(PolicySnapshot policy) => new(policy.Revision, [.. policy.Destinations.Select(d => Account(d).Read())]);

    /// <summary>The accounts that there are, those of destinations included that are in no policy any more.</summary>
    public IEnumerable<DestinationEvents> All => _accounts.Select(static a => a.Value.Read());

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private DestinationAccount Account(CompiledDestination destination) =>
        _accounts.GetOrAdd(destination.Id, static id => new DestinationAccount(id));
}
