using System.Diagnostics.Metrics;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace RedactingGateway.Telemetry;

/// <summary>The services that count, and OpenTelemetry: Prometheus always, on the admin listener; OTLP where the standard <c>OTEL_*</c> settings name a collector.</summary>
internal static class TelemetryServices
{
    // 10,000 series of fields: 50 destinations with 40 categories, purposes and forms each, five times over. What is more is counted as one.
    private const int MaxFieldSeries = 10_000;

    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Of the runtime and of the server: connections, queues, memory. Their labels are names of ours, or known beforehand.
    private static readonly string[] Meters = [GatewayMetrics.Meter, "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting", "System.Net.Http", "System.Net.NameResolution", "System.Runtime"];

    // Of the HTTP client: how many connections and requests to which host of the policy. No addresses behind the hosts, which change every day.
    private static readonly string[] ClientLabels = ["http.connection.state", "server.address", "server.port", "network.protocol.version", "http.response.status_code", "error.type"];

    // Of the server: no scheme, address or route; what is asked for is told by destination.
    private static readonly string[] ServerLabels = ["http.request.method", "http.response.status_code", "network.protocol.version", "error.type"];

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<EventAccounts>();
        services.AddSingleton<SignalAccounts>();
        services.AddSingleton<PageAccounts>();
        services.AddSingleton<DisclosureAccounts>();
        services.AddHostedService(static s => s.GetRequiredService<DisclosureAccounts>());
        services.AddSingleton<FieldAccounts>();
        services.AddSingleton<VendorAccounts>();
        services.AddSingleton<VendorStates>();
        services.AddSingleton<RequestRefusals>();
        services.AddSingleton<RecentRefusals>();
        services.AddSingleton<UnknownFields>();
        services.AddSingleton<StageTimes>();
        services.AddHostedService<StandingMetrics>();
        services.AddSingleton<FlowHistory>();
        services.AddHostedService(static s => s.GetRequiredService<FlowHistory>());
    }

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(static resource => resource.AddService("redacting-gateway").AddEnvironmentVariableDetector());
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Meters).AddPrometheusExporter();
            ((IDeferredMeterProviderBuilder)metrics).Configure(static (services, configured) => configured.AddView(new InstrumentViews(services.GetRequiredService<IMeterFactory>()).Choose));
            if (Names(configuration, "METRICS"))
            {
                metrics.AddOtlpExporter();
            }
        });
        if (Names(configuration, "TRACES"))
        {
            telemetry.WithTracing(static traces => traces.AddSource(GatewayTraces.SourceName).AddOtlpExporter());
        }

        if (Names(configuration, "LOGS"))
        {
            telemetry.WithLogging(
                static logs => logs.AddProcessor(new ForeignIdRemoval()).AddOtlpExporter(),
                static logger => logger.IncludeFormattedMessage = true);
        }
    }

    private static bool Names(ConfigurationManager configuration, string signal) =>
        (configuration[Endpoint] ?? configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]) is { Length: > 0 };

    private sealed class InstrumentViews(IMeterFactory own)
    {
        public MetricStreamConfiguration? Choose(Instrument instrument) => instrument switch
        {
            // Another gateway in the same process has its own.
            { Meter.Scope: { } scope } when scope != own => MetricStreamConfiguration.Drop,
            { Meter.Name: GatewayMetrics.Meter } when instrument.Name == GatewayMetrics.FieldsSent.Name || instrument.Name == GatewayMetrics.FieldsWithheld.Name =>
                new MetricStreamConfiguration { CardinalityLimit = MaxFieldSeries },
            { Meter.Name: "Microsoft.AspNetCore.Hosting" } => new MetricStreamConfiguration { TagKeys = ServerLabels },
            // Told by destination (vendor.duration); as long as anybody listens, the client works out their labels for each request.
            { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" or "http.client.active_requests" } => MetricStreamConfiguration.Drop,
            { Meter.Name: "System.Net.Http" } => new MetricStreamConfiguration { TagKeys = ClientLabels },
            { Meter.Name: "System.Net.NameResolution" } => new MetricStreamConfiguration { TagKeys = [] },
            _ => null,
        };
    }
}
