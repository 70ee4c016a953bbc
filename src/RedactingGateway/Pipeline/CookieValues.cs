using Microsoft.Extensions.Primitives;

namespace RedactingGateway.Pipeline;

/// <summary>Reads cookies off their headers, every one with a name: a collection would hide the second of two.</summary>
internal static class CookieValues
{
    public static List<string> Named(string name, StringValues headers)
    {
        List<string> values = [];
        foreach (var header in headers)
        {
            var rest = header.AsSpan();
            foreach (var range in rest.Split(';'))
            {
                var pair = rest[range].Trim(' ');
                var equals = pair.IndexOf('=');
                if (equals >= 0 && pair[..equals].TrimEnd(' ').SequenceEqual(name))
                {
                    values.Add(pair[(equals + 1)..].Trim(' ').Trim('"').ToString());
                }
            }
        }

        return values;
    }
}
