using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>Reads keys such as <c>query.cid, body[].cid</c>, in which <c>{event}</c> stands for every place of an event.</summary>
/// <param name="prefixes">What the names in braces stand for.</param>
internal sealed class FieldAddressList(FrozenDictionary<string, ImmutableArray<string>> prefixes)
{
    /// <summary>Without names in braces.</summary>
    public static FieldAddressList Plain { get; } = new(FrozenDictionary<string, ImmutableArray<string>>.Empty);

    /// <summary>All addresses of a key; one with a name in braces gives several with the same span.</summary>
    public ImmutableArray<ParsedAddress> Parse(string text)
    {
        var all = ImmutableArray.CreateBuilder<ParsedAddress>();
        for (var start = 0; start <= text.Length;)
        {
            var end = EndOfAddress(text, start);
            Add(text[start..end], start, all);
            start = end + 1;
        }

        return all.ToImmutable();
    }

    private void Add(string part, int start, ImmutableArray<ParsedAddress>.Builder all)
    {
        var lead = part.Length - part.TrimStart().Length;
        var address = part[lead..];
        var brace = address.StartsWith('{') ? address.IndexOf('}', StringComparison.Ordinal) : -1;
        if (brace < 0)
        {
            all.Add(Shift(FieldAddressParser.Parse(part), start));
            return;
        }

        var at = start + lead;
        var length = address.TrimEnd().Length;
        if (!prefixes.TryGetValue(address[1..brace], out var places))
        {
            var known = prefixes.Count == 0 ? "the dictionary has no prefixes:" : $"prefixes: names {string.Join(", ", prefixes.Keys.Order(StringComparer.Ordinal))}";
            all.Add(new ParsedAddress(null, new AddressError(at, $"'{address[..(brace + 1)]}' stands for nothing; {known}"), at, length));
            return;
        }

        var rest = address[(brace + 1)..];
        foreach (var place in places)
        {
            var parsed = FieldAddressParser.Parse(place + rest);
            var error = parsed.Error is { } e ? new AddressError(at + Math.Max(0, e.Offset - place.Length + brace + 1), $"with {place}: {e.Message}") : null;
            all.Add(new ParsedAddress(parsed.Address, error, at, length, IsExpanded: true));
        }
    }

    private static ParsedAddress Shift(ParsedAddress parsed, int by) =>
        parsed with { Start = parsed.Start + by, Error = parsed.Error is { } error ? error with { Offset = error.Offset + by } : null };

    // Commas inside of quotes belong to names.
    private static int EndOfAddress(string text, int start)
    {
        var inQuotes = false;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when inQuotes:
                    i++;
                    break;
                case '"':
                    inQuotes = !inQuotes;
                    break;
                case ',' when !inQuotes:
                    return i;
                default:
                    break;
            }
        }

        return text.Length;
    }
}
