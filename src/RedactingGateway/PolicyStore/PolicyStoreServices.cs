using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Options;

namespace RedactingGateway.PolicyStore;

/// <summary>The services of the policy in force, and of its reload.</summary>
internal static class PolicyStoreServices
{
    /// <summary>Adds them.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="policy">The first policy.</param>
    /// <param name="diagnostics">What was found in it.</param>
    /// <param name="source">Where it was read; null: nowhere, and it stays in force to the end.</param>
    /// <param name="settings">The host settings.</param>
    /// <param name="inUse">The same, to be compared with what their sources say later.</param>
    public static void AddPolicyStore(
        this IServiceCollection services, PolicySnapshot policy, ImmutableArray<Diagnostic> diagnostics, PolicySource? source, GatewayOptions settings, SettingsInUse inUse)
    {
        // Not the policy itself, which would outlive its time with the services.
        var revision = policy.Revision;
        services.AddSingleton(new PolicyHolder(policy));
        services.AddSingleton(s => new LastReload(
            new ReloadOutcome(ReloadResult.Accepted, ReloadCause.Start, s.GetRequiredService<TimeProvider>().GetUtcNow(), revision, diagnostics)));
        services.AddSingleton<ReloadAccounts>();
        if (source is not null)
        {
            services.AddSingleton(source);
            services.AddSingleton(inUse);
            services.AddSingleton<PolicyReload>();
            services.AddHostedService(s => ActivatorUtilities.CreateInstance<PolicyWatch>(s, settings));
        }
    }
}
