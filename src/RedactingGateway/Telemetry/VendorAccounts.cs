using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using RedactingGateway.Responses;

namespace RedactingGateway.Telemetry;

/// <summary>Counts what vendors answered.</summary>
internal sealed class VendorAccounts : IDisposable
{
    /// <summary>Classes of statuses; <c>none</c>: no answer in time.</summary>
    public static readonly ImmutableArray<string> Statuses = ["none", "1xx", "2xx", "3xx", "4xx", "5xx"];

    private const int Hundred = 100;

    private readonly Meter _meter;
    private readonly Counter<long> _answers;

    public VendorAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _answers = GatewayMetrics.VendorAnswers.Counter(_meter);
    }

    public void Add(string destination, VendorOutcome outcome)
    {
        var status = (outcome.Status ?? 0) / Hundred;
        _answers.Add(1, new KeyValuePair<string, object?>("destination", destination), new KeyValuePair<string, object?>("status", Statuses[status < Statuses.Length ? status : 0]));
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
