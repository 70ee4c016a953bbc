using RedactingGateway.Admin.Overview;
using RedactingGateway.Options;

namespace RedactingGateway.Admin;

/// <summary>The services of the admin listener, and what answers there.</summary>
internal static class AdminServices
{
    public static void AddAdmin(this IServiceCollection services, GatewayOptions settings)
    {
        services.AddSingleton(AdminToken.Read(settings));
        services.AddSingleton<ObjectionCalls>();
        services.AddSingleton<RecordCalls>();
        services.AddSingleton<ReloadCalls>();
        services.AddSingleton<AdminApi>();
        services.AddSingleton<AdminAccess>();
        services.AddSingleton<OverviewEndpoint>();
    }

    /// <summary>Whatever comes in through the admin listener ends here; after it, a request came from a visitor.</summary>
    public static void UseAdmin(this WebApplication app)
    {
        app.UseMiddleware<AdminListener>();

        // The listener has looked who asks; what it passes on of its own is this alone.
        app.UseOpenTelemetryPrometheusScrapingEndpoint(AdminConnection.Carries);
    }
}
