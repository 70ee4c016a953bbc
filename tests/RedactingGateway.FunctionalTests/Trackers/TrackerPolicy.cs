using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Trackers;

/// <summary>The policy of <see cref="TestPolicy"/> with one destination, for consent, whose vendor has files and stores.</summary>
internal static class TrackerPolicy
{
    public const string Dictionary = TestPolicy.Dictionary + """

        trackerHosts: ["*.recorder.example"]
        stores: { cookies: [_rec, "_rec_*", __Secure-rec], localStorage: [rec.*], sessionStorage: [rec], indexedDb: [recdb] }
        assets:
          - { path: /sdk/*/tag.js, host: assets }
        """;

    /// <summary>Text of the policy; the others of its destinations have the same dictionary, and would use the same names.</summary>
    public static string Policy
    {
        get
        {
            var lines = TestPolicy.Policy.Replace("hosts: [shop.example]", "hosts: [shop.example, localhost]", StringComparison.Ordinal).Split('\n').ToList();
            Cut("  plain:", "  consent:");
            Cut("  strict:", "sites:");
            return string.Join('\n', lines);

            void Cut(string from, string to)
            {
                var first = lines.FindIndex(l => l.StartsWith(from, StringComparison.Ordinal));
                lines.RemoveRange(first, lines.FindIndex(l => l.StartsWith(to, StringComparison.Ordinal)) - first);
            }
        }
    }
}
