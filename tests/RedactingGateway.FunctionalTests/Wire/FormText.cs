using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Query strings: <c>a=1&amp;b=2</c>, also one on each line.</summary>
internal static partial class FormText
{
    public static IEnumerable<DecodedValue> Of(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Length > 0 && lines.All(line => StartsLikeForm().IsMatch(line))
            ? lines.SelectMany(line => Parameters(line, ">form."))
            : [];
    }

    /// <summary>Names and values. A value with a '+' is given in both readings, because not every sender means a space.</summary>
    public static IEnumerable<DecodedValue> Parameters(string query, string where)
    {
        foreach (var parameter in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = Percent.DecodeForm(equals < 0 ? parameter : parameter[..equals]);
            yield return new DecodedValue($"{where}{name}(key)", name);
            if (equals < 0)
            {
                continue;
            }

            var value = parameter[(equals + 1)..];
            yield return new DecodedValue(where + name, Percent.DecodeForm(value));
            if (value.Contains('+', StringComparison.Ordinal))
            {
                yield return new DecodedValue(where + name, Percent.Decode(value));
            }

            foreach (var inner in Compression.InText(value))
            {
                yield return new DecodedValue(where + name + inner.Where, inner.Text);
            }
        }
    }

    /// <summary>A name without what only prose, markup, URLs and JSON have, then '=', and not just the padding of base64.</summary>
    [GeneratedRegex("""^&?[^\s=&<>"{}:/?#]+=(?!=*$)""", RegexOptions.CultureInvariant)]
    private static partial Regex StartsLikeForm();
}
