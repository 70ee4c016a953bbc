using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>A planted value that was seen in a recording. <paramref name="Form"/> is its spelling there, if it is not literal.</summary>
internal sealed record Canary(string Value, string Category, string Where, string? Form, bool InText);

/// <summary>One recorded request of the corpus (see tests/corpora/README.md).</summary>
internal sealed record Recording(
    string Sdk,
    string FileName,
    string Variant,
    string Method,
    string VendorTarget,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[] Body,
    IReadOnlyList<Canary> Canaries,
    PlantedPerson Person)
{
    /// <summary>All recordings of the named SDKs, or of every SDK in the corpus, in file order.</summary>
    public static IReadOnlyList<Recording> All(params string[] sdks)
    {
        var names = sdks.Length > 0 ? sdks : [.. Directory.GetDirectories(Corpus.TrafficFolder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
        return [.. names.SelectMany(AllOf)];
    }

    public static Recording Load(string sdk, string fileName)
    {
        var path = Path.Combine(Corpus.TrafficFolder, sdk, fileName);
        using var description = JsonDocument.Parse(File.ReadAllBytes(Path.ChangeExtension(path, ".json")));
        var root = description.RootElement;
        var variant = Text(root, "variant");
        var message = HttpFile.Read(path, chunked: Text(root, "bodyFraming") == "chunked");

        // The bytes are the truth; a description that tells of another request would make every test on it worthless.
        if (message.Method != Text(root, "method") || message.Target != Text(root, "target"))
        {
            throw new InvalidDataException($"{sdk}/{fileName} is not the request that its .json describes.");
        }

        return new Recording(
            sdk,
            fileName,
            variant,
            message.Method,
            Text(root, "vendorTarget"),
            message.Headers,
            message.Body,
            [.. root.GetProperty("canaries").EnumerateArray().Select(ReadCanary)],
            PlantedPerson.Load(Path.Combine(Corpus.TrafficFolder, sdk, Text(root, "planted")), variant));
    }

    /// <summary>The request as the vendor would get it if nothing stood in between.</summary>
    public WireRequest ToRequest() => new(Method, VendorTarget, Headers, Body);

    public override string ToString() => $"{Sdk}/{FileName}";

    private static IEnumerable<Recording> AllOf(string sdk)
    {
        var files = Directory.GetFiles(Path.Combine(Corpus.TrafficFolder, sdk), "*.http");
        return files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).Select(file => Load(sdk, file));
    }

    private static Canary ReadCanary(JsonElement canary) => new(
        Text(canary, "value"),
        Text(canary, "category"),
        Text(canary, "where"),
        canary.TryGetProperty("form", out var form) ? form.GetString() : null,
        canary.TryGetProperty("inText", out var inText) && inText.GetBoolean());

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"'{name}' is null.");
}
