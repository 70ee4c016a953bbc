using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Notices.Trackers;

/// <summary>Which destinations may run for a visitor, and what the others may not keep on the device.</summary>
/// <param name="Granted">Destinations with something granted.</param>
/// <param name="Refused">Destinations whose vendors may store nothing.</param>
/// <param name="Kept">What vendors that may store something write: it stays, even where one that may not has the same name for its own.</param>
public sealed record VisitorStores(ImmutableArray<CompiledDestination> Granted, ImmutableArray<CompiledDestination> Refused, DeviceStores Kept)
{
    private static readonly JsonWriterOptions Compact = new() { Indented = false };

    /// <summary>Whether anything may have to be deleted.</summary>
    public bool DeletesAny => Refused.Any(d => d.Stores.IsAny);

    /// <summary>Decides for a visitor.</summary>
    public static VisitorStores Decide(PolicySnapshot policy, VisitorSignals signals)
    {
        var granted = ImmutableArray.CreateBuilder<CompiledDestination>();
        var refused = ImmutableArray.CreateBuilder<CompiledDestination>();
        List<DeviceStores> kept = [];
        foreach (var destination in policy.Destinations)
        {
            var grant = Grant.Decide(destination, signals);
            if (MayRun(destination, grant))
            {
                granted.Add(destination);
            }

            if (MayStore(destination, grant))
            {
                kept.Add(destination.Stores);
            }
            else
            {
                refused.Add(destination);
            }
        }

        return new(granted.ToImmutable(), refused.ToImmutable(), Join(kept));
    }

    /// <summary>Whether a destination's elements may load; where its payload is trusted to grant, only the request itself can say.</summary>
    public static bool MayRun(CompiledDestination destination, in Grant grant) => !grant.IsEmpty || grant.MayGrow(destination);

    /// <summary>Whether a name is one of <paramref name="names"/>; <c>*</c> stands for any part.</summary>
    public static bool Lists(ImmutableArray<string> names, string name)
    {
        foreach (var pattern in names)
        {
            if (pattern == name || (pattern.Contains('*', StringComparison.Ordinal) && new NamePattern(pattern).Matches(Encoding.UTF8.GetBytes(name))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the gateway's script is told: destinations that may run, names to delete, names to keep.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            json.WriteStartObject();
            json.WriteStartArray("granted");
            foreach (var destination in Granted)
            {
                json.WriteStartObject();
                json.WriteString("id", destination.Id);
                json.WriteString("path", destination.Path);
                Write(json, "hosts", HostsOf(destination));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Write(json, "paths", Refused.Where(d => !d.Stores.Cookies.IsEmpty).Select(d => d.Path));
            Write(json, "delete", Join(Refused.Select(d => d.Stores)));
            Write(json, "keep", Kept);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // GDPR does not ask whose hands it is in, TDDDG § 25 does: what rests on interests alone runs, and stores nothing.
    private static bool MayStore(CompiledDestination destination, in Grant grant)
    {
        for (var i = 0; i < destination.Purposes.Length; i++)
        {
            if ((grant.Purposes & (1UL << i)) != 0 && (destination.Purposes[i].NeedsConsent || destination.Purposes[i].StrictlyNecessary))
            {
                return true;
            }
        }

        return grant.MayGrow(destination);
    }

    // Where an element of the destination may load from although the gateway cannot lead it: so that nobody else's markup starts a script.
    private static IEnumerable<string> HostsOf(CompiledDestination destination) =>
        destination.TrackerHosts.Select(h => h.Host).Concat(destination.Hosts.Values.Select(h => ElementAddress.Of(h).Host)).Distinct(StringComparer.Ordinal);

    private static DeviceStores Join(IEnumerable<DeviceStores> stores)
    {
        var all = stores.ToList();
        return new(
            [.. all.SelectMany(s => s.Cookies).Distinct(StringComparer.Ordinal)], [.. all.SelectMany(s => s.LocalStorage).Distinct(StringComparer.Ordinal)],
            [.. all.SelectMany(s => s.SessionStorage).Distinct(StringComparer.Ordinal)], [.. all.SelectMany(s => s.IndexedDb).Distinct(StringComparer.Ordinal)]);
    }

    private static void Write(Utf8JsonWriter json, string name, DeviceStores stores)
    {
        json.WriteStartObject(name);
        Write(json, "cookies", stores.Cookies);
        Write(json, "localStorage", stores.LocalStorage);
        Write(json, "sessionStorage", stores.SessionStorage);
        Write(json, "indexedDb", stores.IndexedDb);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
