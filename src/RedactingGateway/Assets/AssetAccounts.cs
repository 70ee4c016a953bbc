using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Assets;

/// <summary>Counts requests for vendors' static files by destination and what became of them.</summary>
internal sealed class AssetAccounts : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _assets;

    public AssetAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _assets = GatewayMetrics.Assets.Counter(_meter);
    }

    /// <summary>Adds a request.</summary>
    public void Add(string destination, AssetOutcome outcome) => _assets.Add(
        1, new KeyValuePair<string, object?>("destination", destination), new KeyValuePair<string, object?>("outcome", JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
