using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Protocols.Observation;

/// <summary>
/// Looks through a request that no dictionary describes, as far as guessing goes, and tells which fields it has: names, shapes,
/// finds; never values. For authors (<c>explain</c>), not for deciding anything.
/// </summary>
public sealed class RequestObserver
{
    // Six encodings inside each other, as trackers have at most four.
    private const int MaxDepth = 6;

    // More fields than this and the rest is like the others.
    private const int MaxFields = 500;

    // Shorter ones are words by chance.
    private const int MinBase64Bytes = 12;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(".[]> \"");

    private readonly OrderedDictionary<string, ObservedField> _fields = new(StringComparer.Ordinal);
    private readonly GatewayLimits _limits = new();

    private RequestObserver()
    {
    }

    /// <summary>Looks through a request.</summary>
    /// <param name="target">Raw target: path and query.</param>
    /// <param name="contentEncoding">Content-Encoding, or null.</param>
    /// <param name="body">Body as received.</param>
    public static ImmutableArray<ObservedField> Observe(ReadOnlySpan<byte> target, string? contentEncoding, ReadOnlyMemory<byte> body)
    {
        var observer = new RequestObserver();
        var question = target.IndexOf((byte)'?');
        if (question >= 0)
        {
            observer.Pairs("query", target[(question + 1)..], 0);
        }

        observer.Body(contentEncoding, body);
        return [.. observer._fields.Values];
    }

    private void Body(string? contentEncoding, ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return;
        }

        var compression = Compression.FromContentEncoding(contentEncoding) is { } named and not CompressionKind.None ? named : Compression.FromFirstBytes(body.Span);
        using var decoded = new PooledBuffer();
        if (compression != CompressionKind.None)
        {
            if (Compression.Decompress(compression, body, _limits.DecodedBytes, _limits.Ratio, decoded) != LayerOutcome.Changed)
            {
                Add("body", $"{compression} that cannot be decompressed".ToLowerInvariant(), found: null);
                return;
            }

            body = decoded.Written.ToArray();
        }

        var text = body.Span;
        if (!Utf8.IsValid(text))
        {
            Add("body", "not text", found: null);
        }
        else if (JsonText.BeginsLikeJson(text))
        {
            if (!TryJson("body.$", text, 0) && !Lines(text))
            {
                Add("body", "broken JSON", ObservedShape.FoundIn(text));
            }
        }
        else if (text.Contains((byte)'=') && !text.ContainsAny("\r\n<{"u8))
        {
            Pairs("form", text, 0);
        }
        else
        {
            Add("body", ObservedShape.Of(text), ObservedShape.FoundIn(text));
        }
    }

    private bool Lines(ReadOnlySpan<byte> text)
    {
        var all = true;
        foreach (var range in text.Split((byte)'\n'))
        {
            var line = text[range].TrimEnd((byte)'\r');
            all &= line.IsEmpty || TryJson("body[].$", line, 0);
        }

        return all;
    }

    private void Pairs(string place, ReadOnlySpan<byte> form, int depth)
    {
        using var name = new PooledBuffer();
        using var value = new PooledBuffer();
        foreach (var range in form.Split((byte)'&'))
        {
            var pair = form[range];
            var equals = pair.IndexOf((byte)'=');
            if (!pair.IsEmpty)
            {
                var decoded = equals < 0 ? default : PercentCoding.Decode(pair[(equals + 1)..], plusIsSpace: true, value);
                Value($"{place}.{ObservedShape.Name(PercentCoding.Decode(equals < 0 ? pair : pair[..equals], plusIsSpace: true, name))}", decoded, depth);
            }
        }
    }

    private bool TryJson(string address, ReadOnlySpan<byte> json, int depth)
    {
        try
        {
            using var document = JsonDocument.Parse(json.ToArray(), new JsonDocumentOptions { MaxDepth = _limits.JsonDepth });
            Element(address, document.RootElement, depth);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: a lone surrogate.
            return false;
        }
    }

    private void Element(string address, JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    var name = ObservedShape.Name(Encoding.UTF8.GetBytes(member.Name));
                    Element(name.AsSpan().ContainsAny(Quoted) ? $"{address}.\"{name}\"" : $"{address}.{name}", member.Value, depth);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Element($"{address}[]", item, depth);
                }

                break;
            default:
                Value(address, Encoding.UTF8.GetBytes(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()), depth);
                break;
        }
    }

    private void Value(string address, ReadOnlySpan<byte> value, int depth)
    {
        if (depth < MaxDepth && JsonText.BeginsLikeJson(value) && TryJson($"{address}>$", value, depth + 1))
        {
            return;
        }

        using var decoded = new PooledBuffer();
        if (depth < MaxDepth && value.Length >= MinBase64Bytes && Base64Coding.TryDecode(value, urlAlphabet: value.ContainsAny("-_"u8), decoded)
            && JsonText.BeginsLikeJson(decoded.Written) && TryJson($"{address}>$", decoded.Written, depth + 1))
        {
            return;
        }

        Add(address, ObservedShape.Of(value), ObservedShape.FoundIn(value));
    }

    // Items of a list share an address; what is found in one of them is what matters.
    private void Add(string address, string shape, string? found)
    {
        if (!_fields.TryGetValue(address, out var known) || (known.Found is null && found is not null))
        {
            if (known is not null || _fields.Count < MaxFields)
            {
                _fields[address] = new ObservedField(address, shape, found);
            }
        }
    }
}
