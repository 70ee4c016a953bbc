using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Telemetry;

namespace RedactingGateway.PolicyStore;

/// <summary>Counts reloads; which policy is in force and since when is told by <see cref="StandingMetrics"/>.</summary>
internal sealed class ReloadAccounts : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _reloads;

    public ReloadAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _reloads = GatewayMetrics.PolicyReloads.Counter(_meter);
    }

    /// <summary>Adds a reload.</summary>
    public void Add(ReloadResult result) => _reloads.Add(1, new KeyValuePair<string, object?>("result", JsonNamingPolicy.CamelCase.ConvertName(result.ToString())));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
