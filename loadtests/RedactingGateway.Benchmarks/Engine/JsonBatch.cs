using System.Text.Json;
using System.Text.Json.Nodes;

namespace RedactingGateway.Benchmarks.Engine;

/// <summary>Recorded batches made longer by repeating their events.</summary>
internal static class JsonBatch
{
    /// <summary>Repeats the elements of the list <paramref name="list"/>, in turns, until the body has about <paramref name="bytes"/>; one at least.</summary>
    public static byte[] Repeat(ReadOnlySpan<byte> body, string list, int bytes)
    {
        var reader = new Utf8JsonReader(body);
        var document = JsonNode.Parse(ref reader)!.AsObject();
        var events = document[list]!.AsArray();
        var sizes = events.Select(one => one!.ToJsonString().Length).ToArray();
        var originals = events.Select(one => one!.DeepClone()).ToArray();
        events.Clear();
        var size = 0;
        for (var i = 0; i == 0 || size + sizes[i % sizes.Length] <= bytes; i++)
        {
            events.Add(originals[i % originals.Length].DeepClone());
            size += sizes[i % sizes.Length];
        }

        return JsonSerializer.SerializeToUtf8Bytes(document);
    }
}
