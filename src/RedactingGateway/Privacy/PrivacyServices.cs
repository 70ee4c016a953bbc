using RedactingGateway.Core.Signals;
using RedactingGateway.Options;
using RedactingGateway.Privacy.Live;
using RedactingGateway.Privacy.Transparency;
using RedactingGateway.Privacy.Webhook;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Privacy;

/// <summary>The services of the privacy pages and of what follows from a choice.</summary>
internal static class PrivacyServices
{
    public static void AddPrivacy(this IServiceCollection services, GatewayOptions settings)
    {
        services.AddSingleton<SubjectToken>();
        services.AddSingleton<ChoiceAccounts>();
        services.AddSingleton<ChoiceLimit>();
        services.AddSingleton<ChoiceCookieHeader>();
        services.AddSingleton<ChoiceReader>();
        services.AddSingleton<ShownText>();
        services.AddSingleton<ChoiceTaking>();
        services.AddSingleton<ChoicesEndpoint>();
        services.AddSingleton<RecordEndpoint>();
        services.AddSingleton<TransparencyEndpoint>();
        services.AddSingleton<LiveToken>();
        services.AddSingleton<LiveSessions>();
        services.AddSingleton<LiveEndpoint>();
        services.AddSingleton<WellKnownFiles>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<RefusalNews>();
        services.AddHostedService<RefusalSender>();
    }
}
