using System.Text;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Whose third-party addresses are, compiled from a policy for one site.</summary>
public sealed class TrackerIndex
{
    private const string Wildcard = "*.";

    private readonly PolicySnapshot _policy;
    private readonly Dictionary<string, List<Entry>> _byHost = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sharedHosts;
    private readonly HashSet<string> _siteHosts;

    /// <summary>Compiles.</summary>
    public TrackerIndex(PolicySnapshot policy)
    {
        _policy = policy;
        _siteHosts = [.. policy.Sites.SelectMany(s => s.Hosts).Select(h => h.Split(':')[0])];
        _sharedHosts = [.. policy.KnownTrackers.SelectMany(t => t.Hosts).Where(h => h.Path != "/").Select(h => h.Host)];
        foreach (var destination in policy.Destinations)
        {
            foreach (var address in destination.Hosts.Values)
            {
                // Of a host that serves more than tracking only the paths that dictionaries name are the vendor's.
                var host = ElementAddress.Of(address).Host;
                Add(host, new Entry(destination, _sharedHosts.Contains(host) ? null : "/", address.IsDefaultPort ? null : address.Port));
            }

            foreach (var host in destination.TrackerHosts)
            {
                Add(host.Host, new Entry(destination, host.Path, Port: null));
            }
        }

        foreach (var host in policy.Outside.SelectMany(o => o.Hosts))
        {
            Add(host, new Entry(Destination: null, "/", Port: null, IsOutside: true));
        }

        foreach (var host in policy.KnownTrackers.SelectMany(t => t.Hosts))
        {
            Add(host.Host, new Entry(Destination: null, host.Path, Port: null));
        }
    }

    /// <summary>Whose an address is.</summary>
    /// <param name="address">The address.</param>
    /// <param name="page">The page's own.</param>
    /// <param name="method">Method of the request that the element makes.</param>
    /// <param name="isGranted">Whether a destination has something granted: where several take an address, such a one is chosen.</param>
    public TrackerMatch Find(in ElementAddress address, in ElementAddress page, string method, Func<CompiledDestination, bool> isGranted)
    {
        if (address.Host == page.Host && address.Port == page.Port)
        {
            return _policy.FindDestination(address.Path) is { } own && address.Path.Length > own.Path.Length
                ? new(TrackerKind.OnPath, own, own.FindAsset(address.Path.AsSpan(own.Path.Length), address.QueryText))
                : new(TrackerKind.FirstParty);
        }

        // What the policy routes comes before what it names as outside, and both before what is merely known.
        var best = new TrackerMatch(_siteHosts.Contains(address.Host) ? TrackerKind.FirstParty : TrackerKind.Unknown);
        foreach (var entry in EntriesOf(address.Host))
        {
            var match = entry.Match(address, method);
            if (Rank(match.Kind) < Rank(best.Kind) || (match.Kind == best.Kind && match.Destination is { } other && isGranted(other) && !isGranted(best.Destination!)))
            {
                best = match;
            }
        }

        return best;
    }

    private static int Rank(TrackerKind kind) => kind switch
    {
        TrackerKind.Routable => 0,
        TrackerKind.Outside => 1,
        TrackerKind.FirstParty => 2,
        TrackerKind.OffRoute => 3,
        TrackerKind.KnownVendor => 4,
        _ => 5,
    };

    private IEnumerable<Entry> EntriesOf(string host)
    {
        foreach (var entry in _byHost.GetValueOrDefault(host, []))
        {
            yield return entry;
        }

        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
        {
            foreach (var entry in _byHost.GetValueOrDefault(string.Concat(Wildcard, host.AsSpan(dot + 1)), []))
            {
                yield return entry;
            }
        }
    }

    private void Add(string host, Entry entry)
    {
        if (!_byHost.TryGetValue(host, out var entries))
        {
            _byHost[host] = entries = [];
        }

        entries.Add(entry);
    }

    /// <param name="Destination">The destination, or null.</param>
    /// <param name="Path">Beginning of the paths that are the vendor's in any case; null: those that the destination takes, and no others.</param>
    /// <param name="Port">The port, or null: any.</param>
    /// <param name="IsOutside">Whether the policy names it as outside.</param>
    private sealed record Entry(CompiledDestination? Destination, string? Path, int? Port, bool IsOutside = false)
    {
        public TrackerMatch Match(in ElementAddress address, string method)
        {
            if (Port is { } port && port != address.Port)
            {
                return new(TrackerKind.Unknown);
            }

            if (Destination is not null)
            {
                var asset = Destination.FindAsset(address.Path, address.QueryText);
                if (asset is not null || PolicySnapshot.FindEndpoint(Destination, method, Encoding.UTF8.GetBytes(address.Path)) is not null)
                {
                    return new(TrackerKind.Routable, Destination, asset);
                }
            }

            return Path is null || !address.Path.StartsWith(Path, StringComparison.Ordinal) ? new(TrackerKind.Unknown)
                : Destination is not null ? new(TrackerKind.OffRoute, Destination)
                : new(IsOutside ? TrackerKind.Outside : TrackerKind.KnownVendor);
        }
    }
}
