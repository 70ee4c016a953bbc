using System.Collections.Concurrent;
using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Telemetry;

/// <summary>The last refusals of each reason and destination, with names of the dictionary only; in this node's memory.</summary>
internal sealed class RecentRefusals(TimeProvider time)
{
    // 3 of each: one may be chance, and the fourth says nothing new. Reasons and destinations are closed sets, so this is bounded.
    private const int MaxEach = 3;

    // 5 fields: what is missing is among the first.
    private const int MaxFields = 5;

    private readonly ConcurrentDictionary<(WithheldReason Reason, string Destination), Queue<RecentRefusal>> _last = [];

    /// <summary>Adds a request of which events did not leave for a reason.</summary>
    public void Add(WithheldReason reason, GatewayFeature gateway)
    {
        var destination = gateway.Destination!;
        var last = _last.GetOrAdd((reason, destination.Id), static _ => new Queue<RecentRefusal>(MaxEach));
        var refusal = new RecentRefusal(time.GetUtcNow(), destination.Id, gateway.Endpoint?.Name, reason.Code(), FieldsOf(reason, gateway.Tally));
        lock (last)
        {
            if (last.Count == MaxEach)
            {
                last.Dequeue();
            }

            last.Enqueue(refusal);
        }
    }

    /// <summary>All of them: by reason, the newest first.</summary>
    public ImmutableArray<RecentRefusal> Read()
    {
        var all = ImmutableArray.CreateBuilder<RecentRefusal>();
        foreach (var (_, last) in _last)
        {
            lock (last)
            {
                all.AddRange(last);
            }
        }

        return [.. all.OrderBy(static r => r.Reason, StringComparer.Ordinal).ThenByDescending(static r => r.Time).ThenBy(static r => r.Destination, StringComparer.Ordinal)];
    }

    // Where something required is missing, that is told; where all fields share the request's reason, none of them is the cause.
    private static ImmutableArray<RefusedField> FieldsOf(WithheldReason reason, FieldTally? tally)
    {
        if (tally is null || reason is WithheldReason.Shadow or WithheldReason.VendorFailed)
        {
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<RefusedField>();
        foreach (var decided in tally.Fields)
        {
            if (decided is { Outcome: FieldOutcome.Dropped, Field: { } field } && (reason == WithheldReason.Required ? field.Required && decided.Reason != reason : decided.Reason == reason)
                && fields.Count < MaxFields && !fields.Any(f => f.Field == field.Address))
            {
                fields.Add(new RefusedField(field.Address, field.Category, decided.Reason.Code()));
            }
        }

        return fields.ToImmutable();
    }
}

/// <summary>The last refusals, as <c>GET /refusals</c> shows them.</summary>
/// <param name="Refusals">By reason, the newest first.</param>
internal sealed record RefusalsPage(ImmutableArray<RecentRefusal> Refusals);

/// <summary>A refusal.</summary>
/// <param name="Time">When.</param>
/// <param name="Destination">Key of the destination.</param>
/// <param name="Endpoint">Name of the endpoint in the dictionary, or null: none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Fields">Fields that it was about.</param>
internal sealed record RecentRefusal(DateTimeOffset Time, string Destination, string? Endpoint, string Reason, ImmutableArray<RefusedField> Fields);

/// <summary>A field that did not leave.</summary>
/// <param name="Field">Its address as the dictionary spells it.</param>
/// <param name="Category">Its data category, or null.</param>
/// <param name="Reason">Why it did not leave.</param>
internal sealed record RefusedField(string Field, string? Category, string Reason);
