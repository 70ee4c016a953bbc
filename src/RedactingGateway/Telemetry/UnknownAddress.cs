using System.Text;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Telemetry;

/// <summary>The address of a field that a client named: as operators may see it, and as <c>extend:</c> takes it.</summary>
internal static class UnknownAddress
{
    // Names with these are quoted in an address.
    private const string Quoted = ".[]> \",";

    // What ends a name in JSON, and in pairs.
    private const string JsonStops = ".[>";
    private const string PairStops = ">";

    /// <summary>Whether the field came along without the vendor's script: browsers' own header fields, and cookies of the whole site.</summary>
    public static bool IsCarried(string address) => address.StartsWith("header", StringComparison.Ordinal) || address.StartsWith("cookie", StringComparison.Ordinal);

    /// <summary>The address with <c>#</c> for digits in names and <c>[]</c> for any item, or null: one of its names is not shown.</summary>
    public static string? Show(string address)
    {
        var shown = new StringBuilder(address.Length);
        var stops = JsonStops;
        for (var at = 0; at < address.Length;)
        {
            switch (address[at])
            {
                case '>':
                    stops = JsonStops;
                    shown.Append(address[at++]);
                    break;
                case '.':
                    // Below a place other than JSON a name goes to the next layer: it may have dots and brackets of its own.
                    stops = shown.ToString().Contains('$', StringComparison.Ordinal) || (at + 1 < address.Length && address[at + 1] == '$') ? JsonStops : PairStops;
                    shown.Append(address[at++]);
                    break;
                case '[' when address.IndexOf(']', at) is > 0 and var end:
                    shown.Append("[]");
                    at = end + 1;
                    break;
                default:
                    if (Name(address, stops, ref at) is not { } name)
                    {
                        return null;
                    }

                    shown.Append(name.AsSpan().ContainsAny(stops == PairStops ? "> \"," : Quoted) ? $"\"{name}\"" : name);
                    break;
            }
        }

        return shown.ToString();
    }

    /// <summary>An entry for <c>extend:</c> that makes the field known and lets nothing leave: what it means is for the author to say.</summary>
    public static string Extension(string destination, string shown) => $$"""
        destinations:
          {{destination}}:
            extend:
              # Denied until you say what it is (category:) and where it comes from (source: site | request | device).
              '{{shown.Replace('#', '*').Replace("'", "''", StringComparison.Ordinal)}}': { type: text }
        """;

    private static string? Name(string address, string stops, ref int at)
    {
        string name;
        if (address[at] == '"')
        {
            var end = address.IndexOf('"', at + 1);
            if (end < 0)
            {
                return null;
            }

            // A quote inside of a name makes a text of it; what comes after is no address then.
            name = address[(at + 1)..end];
            at = end + 1;
        }
        else
        {
            var length = address.AsSpan(at).IndexOfAny(stops);
            name = length < 0 ? address[at..] : address.Substring(at, length);
            at += name.Length;
        }

        return name == "$" ? name : ShownName.Of(name);
    }
}
