using System.Collections.Frozen;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Which types of script elements browsers load (HTML § 4.12.1, MIME Sniffing § 4.6).</summary>
internal static class TrackerScripts
{
    private static readonly FrozenSet<string> Types = new[]
    {
        "", "module", "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript", "text/ecmascript",
        "text/javascript", "text/javascript1.0", "text/javascript1.1", "text/javascript1.2", "text/javascript1.3", "text/javascript1.4", "text/javascript1.5",
        "text/jscript", "text/livescript", "text/x-ecmascript", "text/x-javascript",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Loads(string? type) => type is null || Types.Contains(type.Trim(' ', '\t', '\n', '\f', '\r'));
}
