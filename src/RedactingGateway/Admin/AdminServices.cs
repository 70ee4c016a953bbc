using RedactingGateway.Options;

namespace RedactingGateway.Admin;

/// <summary>The services of the admin calls.</summary>
internal static class AdminServices
{
    public static void AddAdmin(this IServiceCollection services, GatewayOptions settings)
    {
        services.AddSingleton(AdminToken.Read(settings));
        services.AddSingleton<ObjectionCalls>();
        services.AddSingleton<RecordCalls>();
        services.AddSingleton<ReloadCalls>();
        services.AddSingleton<AdminApi>();
    }
}
