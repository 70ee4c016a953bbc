namespace RedactingGateway.Trackers;

/// <summary>The services of third-party elements in pages.</summary>
internal static class TrackerServices
{
    public static void AddTrackers(this IServiceCollection services)
    {
        services.AddSingleton<BypassingHosts>();
        services.AddSingleton<TrackersFile>();
        services.AddSingleton<SiteTrackers>();
    }
}
