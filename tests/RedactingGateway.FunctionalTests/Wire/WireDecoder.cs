namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>One value of a request, and the path through all its layers, spelled like the <c>where</c> of the corpus.</summary>
internal sealed record DecodedValue(string Where, string Text);

/// <summary>
/// Takes a request apart: every value at every layer, each tried through every further decoding.
/// Greedy on purpose: a wrong reading costs a line in the list, a missed one hides a leak.
/// </summary>
internal sealed class WireDecoder
{
    private const int MaximumDepth = 6;
    private const int MaximumPercentLevels = 4;
    private const int MaximumValues = 200_000;

    private readonly Dictionary<(string Text, int Depth, int PercentLevel), List<DecodedValue>> _known = [];
    private readonly List<DecodedValue> _values = [];

    private WireDecoder()
    {
    }

    public static IReadOnlyList<DecodedValue> Decode(WireRequest request)
    {
        var decoder = new WireDecoder();
        decoder.AddAll(UrlParts.OfTarget(request.Target));
        foreach (var (name, value) in request.Headers)
        {
            decoder.AddAll(HeaderValues(name, value));
        }

        var (where, body) = Compression.UndoContentEncoding(request.Header("Content-Encoding"), request.Body);
        decoder.AddAll(ByteText.Readings(body).Select(text => new DecodedValue("body" + where, text)));
        return decoder._values;
    }

    /// <summary>Takes any text apart, e.g. a log line.</summary>
    public static IReadOnlyList<DecodedValue> Decode(string where, string text)
    {
        var decoder = new WireDecoder();
        decoder.AddAll([new DecodedValue(where, text)]);
        return decoder._values;
    }

    private static IEnumerable<DecodedValue> HeaderValues(string name, string value)
    {
        yield return new DecodedValue($"header.{name}(key)", name);
        yield return new DecodedValue($"header.{name}", value);
        if (!string.Equals(name, "Cookie", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        foreach (var cookie in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = cookie.Split('=', 2);
            yield return new DecodedValue($"header.{name}.{parts[0]}(key)", parts[0]);
            yield return new DecodedValue($"header.{name}.{parts[0]}", parts[^1]);
        }
    }

    private void AddAll(IEnumerable<DecodedValue> values)
    {
        foreach (var value in values)
        {
            AddWithBelow(_values, value, depth: 0, percentLevel: 0);
        }
    }

    private static void Add(List<DecodedValue> list, DecodedValue value)
    {
        // A cut list would look like a clean request, so too much is an error.
        if (list.Count >= MaximumValues)
        {
            throw new InvalidDataException($"More than {MaximumValues} decoded values, the last one at {value.Where}.");
        }

        list.Add(value);
    }

    private void AddWithBelow(List<DecodedValue> list, DecodedValue value, int depth, int percentLevel)
    {
        Add(list, value);
        foreach (var below in Below(value.Text, depth, percentLevel))
        {
            Add(list, new DecodedValue(value.Where + below.Where, below.Text));
        }
    }

    /// <summary>What is inside a text, with paths relative to it. Remembered, because the same text is reached on many ways.</summary>
    private List<DecodedValue> Below(string text, int depth, int percentLevel)
    {
        if (depth >= MaximumDepth || text.Length < 2)
        {
            return [];
        }

        if (_known.TryGetValue((text, depth, percentLevel), out var known))
        {
            return known;
        }

        var found = new List<DecodedValue>();
        foreach (var inner in Layers.Of(text).Where(inner => inner.Text != text))
        {
            AddWithBelow(found, inner, depth + 1, percentLevel: 0);
        }

        // Repeated percent-encoding has a limit of its own, or it would use up the depth that the layers below it need.
        if (percentLevel < MaximumPercentLevels && Percent.Decode(text) is var decoded && decoded != text)
        {
            AddWithBelow(found, new DecodedValue(">pct", decoded), depth, percentLevel + 1);
        }

        _known[(text, depth, percentLevel)] = found;
        return found;
    }
}
