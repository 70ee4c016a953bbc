using System.Text;
using RedactingGateway.Core.Protocols.Observation;

namespace RedactingGateway.Telemetry;

/// <summary>The address of a field that a client named: as operators may see it, and as <c>extend:</c> takes it.</summary>
internal static class UnknownAddress
{
    // Names with these are quoted in an address.
    private const string Quoted = ".[]> \",";

    /// <summary>Whether the field came along without the vendor's script: browsers' own header fields, and cookies of the whole site.</summary>
    public static bool IsCarried(string address) => address.StartsWith("header", StringComparison.Ordinal) || address.StartsWith("cookie", StringComparison.Ordinal);

    /// <summary>The address with <c>#</c> for digits in names and <c>[]</c> for any item, or null: one of its names is not shown.</summary>
    public static string? Show(string address)
    {
        var shown = new StringBuilder(address.Length);
        for (var at = 0; at < address.Length;)
        {
            var c = address[at];
            if (c is '.' or '>')
            {
                shown.Append(c);
                at++;
            }
            else if (c == '[')
            {
                var end = address.IndexOf(']', at);
                if (end < 0)
                {
                    return null;
                }

                shown.Append("[]");
                at = end + 1;
            }
            else if (Name(address, ref at) is { } name)
            {
                shown.Append(name.AsSpan().ContainsAny(Quoted) ? $"\"{name}\"" : name);
            }
            else
            {
                return null;
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

    private static string? Name(string address, ref int at)
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
            var length = address.AsSpan(at).IndexOfAny(".[>");
            name = length < 0 ? address[at..] : address.Substring(at, length);
            at += name.Length;
        }

        return name == "$" ? name : ShownName.Of(name);
    }
}
