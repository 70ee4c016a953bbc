using System.Diagnostics.Metrics;
using System.Text.Json;

namespace RedactingGateway.Telemetry;

/// <summary>Counts requests that met no destination and no site.</summary>
internal sealed class RequestRefusals : IDisposable
{
    private static readonly string[] Names = [.. Enum.GetNames<RequestRefusal>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public RequestRefusals(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _refused = GatewayMetrics.RequestsRefused.Counter(_meter);
    }

    public void Add(RequestRefusal reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", Names[(int)reason]));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

/// <summary>Why a request met nobody.</summary>
internal enum RequestRefusal
{
    /// <summary>Its method is TRACE or CONNECT.</summary>
    Method,

    /// <summary>Its framing could be read in two ways.</summary>
    Framing,

    /// <summary>Its target is malformed.</summary>
    Target,

    /// <summary>No site has its host.</summary>
    UnknownHost,

    /// <summary>Its host is known, and nothing stands behind the path.</summary>
    UnknownPath,

    /// <summary>Something went wrong in the gateway.</summary>
    Failed,

    /// <summary>It came to the admin address from elsewhere, without token and certificate.</summary>
    Admin,
}
