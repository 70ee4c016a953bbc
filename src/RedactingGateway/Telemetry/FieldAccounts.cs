using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Counts every field by destination, category, purpose and form, or reason. What a request adds is one number a field; metrics are read off when somebody asks.</summary>
internal sealed class FieldAccounts : IDisposable
{
    // 64 tallies wait for the next request; more are in use at once only under load.
    private const int MaxIdle = 64;

    private readonly ConcurrentDictionary<(string Destination, string Category, string Purpose, string Form, WithheldReason Reason), FieldSeries> _series = [];
    private readonly ConditionalWeakTable<CompiledDestination, ConcurrentDictionary<DecidedField, FieldSeries>> _found = [];
    private readonly ConcurrentQueue<FieldTally> _idle = [];
    private readonly Meter _meter;

    public FieldAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        GatewayMetrics.FieldsSent.Observe(_meter, () => Measure(left: true));
        GatewayMetrics.FieldsWithheld.Observe(_meter, () => Measure(left: false));
    }

    /// <summary>All series that there are so far.</summary>
    public IEnumerable<FieldSeries> All => _series.Select(static s => s.Value);

    /// <summary>A tally for one request.</summary>
    public FieldTally Rent() => _idle.TryDequeue(out var tally) ? tally : new FieldTally();

    /// <summary>Adds the fields of one request.</summary>
    /// <param name="destination">Where it went.</param>
    /// <param name="tally">What was decided.</param>
    /// <param name="stopped">Why nothing was handed to the vendor all the same, or <see cref="WithheldReason.None"/>.</param>
    public void Add(CompiledDestination destination, FieldTally tally, WithheldReason stopped)
    {
        var found = _found.GetValue(destination, static _ => new());
        foreach (var field in tally.Fields)
        {
            var decided = stopped == WithheldReason.None || field.Outcome == FieldOutcome.Dropped ? field : field with { Outcome = FieldOutcome.Dropped, Reason = stopped };
            if (!found.TryGetValue(decided, out var series))
            {
                found[decided] = series = Series(destination, decided);
            }

            series.Add();
        }
    }

    /// <summary>Gives a tally back.</summary>
    public void Return(FieldTally tally)
    {
        tally.Clear();
        if (_idle.Count < MaxIdle)
        {
            _idle.Enqueue(tally);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private FieldSeries Series(CompiledDestination destination, DecidedField decided)
    {
        var left = decided.Outcome != FieldOutcome.Dropped;
        var key = (destination.Id, FieldSeries.CategoryOf(decided), decided.Purpose?.Id ?? "none", left ? FieldSeries.FormOf(decided) : "", left ? WithheldReason.None : decided.Reason);
        return _series.GetOrAdd(key, static (k, recipient) => new FieldSeries(k.Destination, recipient, k.Category, k.Purpose, k.Form, k.Reason), destination.RecipientName);
    }

    private IEnumerable<Measurement<long>> Measure(bool left)
    {
        foreach (var series in All)
        {
            if (series.Left == left)
            {
                yield return new Measurement<long>(
                    series.Count,
                    new KeyValuePair<string, object?>("destination", series.Destination),
                    new KeyValuePair<string, object?>("category", series.Category),
                    new KeyValuePair<string, object?>("purpose", series.Purpose),
                    left ? new KeyValuePair<string, object?>("form", series.Form) : new KeyValuePair<string, object?>("reason", series.Reason.Code()));
            }
        }
    }
}
