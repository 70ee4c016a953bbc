using RedactingGateway.Core.Policies;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>The shipped policy (<c>config/</c>) with its purposes and forms, and one destination more for each recorded protocol that it does not have.</summary>
internal static class EnginePolicy
{
    private const string Destinations = "\ndestinations:\n";

    // The protocol is the destination's name too; the hosts are those that its dictionary names.
    private static readonly (string Protocol, string[] Hosts)[] Added =
    [
        ("segment", ["collect", "cdn"]), ("postHog", ["collect", "assets"]), ("snowplow", ["collect"]), ("sentry", ["collect"]),
    ];

    private static readonly Lazy<PolicySnapshot> Loaded = new(Load);

    /// <summary>Compiled once.</summary>
    public static PolicySnapshot Snapshot => Loaded.Value;

    private static PolicySnapshot Load()
    {
        var shipped = File.ReadAllText(Path.Combine(RecordedRequest.Root(), "config", "gateway.yaml"));
        var added = string.Concat(Added.Select(static one =>
            $"  {one.Protocol}: {{ recipient: google, protocol: {one.Protocol}, path: /t/{one.Protocol.ToLowerInvariant()}, hosts: {{ {string.Join(", ", one.Hosts.Select(host => $"{host}: \"https://vendor.example\""))} }}, purposes: [audienceMeasurement] }}\n"));
        var folder = Directory.CreateTempSubdirectory("engine-policy-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "gateway.yaml"), shipped.Replace(Destinations, Destinations + added, StringComparison.Ordinal));
            var loaded = PolicyLoader.Load(folder.FullName);
            return loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
