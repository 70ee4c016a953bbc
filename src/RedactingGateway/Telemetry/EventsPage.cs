using System.Collections.Immutable;

namespace RedactingGateway.Telemetry;

/// <summary>What became of the events since the process started, as <c>GET /events</c> on the admin listener shows it.</summary>
/// <param name="Policy">Revision of the policy in force.</param>
/// <param name="Destinations">One account a destination, in the policy's order.</param>
internal sealed record EventsPage(string Policy, ImmutableArray<DestinationEvents> Destinations);

/// <summary>The account of one destination: <c>received = sent + Σ withheld</c>.</summary>
/// <param name="Destination">Key in the policy.</param>
/// <param name="Received">Events that came in.</param>
/// <param name="Sent">Events that the vendor accepted.</param>
/// <param name="Withheld">Events that did not leave or were not accepted, by reason; reasons without events are left out.</param>
internal sealed record DestinationEvents(string Destination, long Received, long Sent, ImmutableSortedDictionary<string, long> Withheld);
