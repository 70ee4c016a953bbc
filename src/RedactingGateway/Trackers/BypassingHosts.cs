using System.Collections.Immutable;

namespace RedactingGateway.Trackers;

/// <summary>Hosts that sites' pages reach past the gateway: names and the day they were last seen, so that visitors can be told of them.</summary>
/// <remarks>In this node's memory only, and bounded: the oldest go first.</remarks>
internal sealed class BypassingHosts(TimeProvider time)
{
    // 200: nobody reads a longer list; it stands on the transparency page.
    private const int MaxHosts = 200;

    // 30 days: what is not seen for so long is not in the pages any more.
    private const int KeptDays = 30;

    // 6 digits in a label: an id, not a name.
    private const int MaxDigits = 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Site, string Host), DateOnly> _seen = [];

    /// <summary>Notes the hosts of one page.</summary>
    public void Add(string site, IEnumerable<string> hosts)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        lock (_lock)
        {
            foreach (var host in hosts)
            {
                var key = (site, Shown(host));
                if (!_seen.ContainsKey(key) && _seen.Count >= MaxHosts)
                {
                    _seen.Remove(_seen.MinBy(static s => s.Value).Key);
                }

                _seen[key] = today;
            }
        }
    }

    /// <summary>The hosts of all sites, by name.</summary>
    public ImmutableArray<BypassingHost> Snapshot()
    {
        var oldest = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-KeptDays);
        lock (_lock)
        {
            return [.. _seen.Where(s => s.Value >= oldest).Select(s => new BypassingHost(s.Key.Site, s.Key.Host, s.Value)).OrderBy(h => h.Host, StringComparer.Ordinal).ThenBy(h => h.Site, StringComparer.Ordinal)];
        }
    }

    // A label with a number in it could be somebody's.
    private static string Shown(string host) =>
        string.Join('.', host.Split('.').Select(label => label.Count(char.IsAsciiDigit) >= MaxDigits ? "#" : label));
}

/// <summary>A host that pages of a site reach past the gateway.</summary>
/// <param name="Site">Id of the site.</param>
/// <param name="Host">Name.</param>
/// <param name="LastSeen">Day (UTC).</param>
internal sealed record BypassingHost(string Site, string Host, DateOnly LastSeen);
