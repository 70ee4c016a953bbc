using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Logs;

namespace RedactingGateway.Telemetry;

/// <summary>Takes trace ids off log records that are not the gateway's own: the server takes them over from clients' <c>traceparent</c>, so they are values.</summary>
internal sealed class ForeignIdRemoval : BaseProcessor<LogRecord>
{
    /// <inheritdoc/>
    public override void OnEnd(LogRecord data)
    {
        if (Activity.Current?.Source.Name != GatewayTraces.SourceName)
        {
            data.TraceId = default;
            data.SpanId = default;
            data.TraceFlags = default;
            data.TraceState = null;
        }
    }
}
