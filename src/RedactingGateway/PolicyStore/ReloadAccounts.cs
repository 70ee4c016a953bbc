using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Telemetry;

namespace RedactingGateway.PolicyStore;

/// <summary>Counts reloads, and says which policy is in force and since when.</summary>
internal sealed class ReloadAccounts : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _reloads;

    public ReloadAccounts(IMeterFactory meters, LastReload last)
    {
        _meter = meters.Create(EventAccounts.MeterName);
        _reloads = _meter.CreateCounter<long>("redacting_gateway.policy.reloads", "{reload}", "Readings of the policy's files after the start, by what came of them.");
        _meter.CreateObservableGauge(
            "redacting_gateway.policy.in_force", () => new Measurement<int>(1, new KeyValuePair<string, object?>("revision", last.InForce.Revision)), "{policy}", "1, with the revision of the policy in force.");
        _meter.CreateObservableGauge(
            "redacting_gateway.policy.last_good_load", () => last.InForce.Time.ToUnixTimeMilliseconds() / 1000.0, "s", "When the policy in force was loaded, in seconds since 1970.");
        _meter.CreateObservableGauge(
            "redacting_gateway.policy.behind", () => last.IsBehind ? 1 : 0, "{policy}", "1 while what stands in the files was refused or could not be put in force.");
    }

    /// <summary>Adds a reload.</summary>
    public void Add(ReloadResult result) => _reloads.Add(1, new KeyValuePair<string, object?>("result", JsonNamingPolicy.CamelCase.ConvertName(result.ToString())));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
