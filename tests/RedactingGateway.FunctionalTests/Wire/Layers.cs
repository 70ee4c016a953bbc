namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>Every reading of one text, one layer deep.</summary>
internal static class Layers
{
    // Shorter LZ-String streams are random more often than not.
    private const int ShortestLzString = 8;

    public static IEnumerable<DecodedValue> Of(string text)
    {
        // A whole JSON text or multipart body holds nothing outside its leaves, so the looser readings would only repeat them.
        if (JsonText.TryRead(text, out var leaves))
        {
            return leaves;
        }

        if (Multipart.TryRead(text, out var parts))
        {
            return parts;
        }

        List<DecodedValue> form = [.. FormText.Of(text)];
        return [
            .. Compression.InText(text),
            .. form.Count > 0 ? form : Lines(text),
            .. UrlParts.InText(text),
            .. Base64Text.InText(text),
            .. LzStrings(text),
        ];
    }

    private static IEnumerable<DecodedValue> LzStrings(string text) =>
        text.Length >= ShortestLzString && LzString.Decode(text) is { } decoded && ByteText.IsPlausible(decoded) ? [new DecodedValue(">lzstring", decoded)] : [];

    /// <summary>Newline-separated records: ndjson, envelopes.</summary>
    private static IEnumerable<DecodedValue> Lines(string text)
    {
        if (!text.AsSpan().Trim("\r\n").Contains('\n'))
        {
            return [];
        }

        return text.Split('\n')
            .Select((line, index) => new DecodedValue($">line[{index}]", line.Trim('\r')))
            .Where(line => line.Text.Length > 0);
    }
}
