using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RedactingGateway.Cli.Cleaning;

/// <summary>
/// Replaces what stands in a value, down through its encodings. What it does not know how to decode it scrambles as it stands: nothing
/// is kept because it could not be read.
/// </summary>
/// <param name="fakes">The made-up values of this file.</param>
/// <param name="isClosed">Whether a value is one of the vendor's own words, which are nobody's.</param>
internal sealed class ValueCleaner(FakeValues fakes, Predicate<string> isClosed)
{
    // Layers inside each other; the policy's own limit is 8.
    private const int MaxDepth = 8;

    // Programs name fields without these; with "/", "?" or ":" it is an address that somebody took for a form.
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create("@ ,;+'\"/?:#%\\");

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value of a parameter, header, cookie or JSON member.</summary>
    public string Clean(string value) => Clean(value, 0);

    /// <summary>A body; null where it cannot be decoded and goes.</summary>
    public byte[]? CleanBody(byte[] body, string? contentType)
    {
        if (body is [0x1f, 0x8b, ..])
        {
            return Gunzip(body) is { } inner && CleanBody(inner, contentType) is { } cleaned ? Gzip(cleaned) : null;
        }

        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        return Encoding.UTF8.GetBytes(Boundary(contentType) is { } boundary ? CleanParts(text, boundary) : string.Join('\n', text.Split('\n').Select(line => CleanLine(line.TrimEnd('\r')) + (line.EndsWith('\r') ? "\r" : ""))));
    }

    /// <summary>The target of a request: its path stays as far as <paramref name="isPath"/> knows the segment.</summary>
    public string CleanTarget(string target, Predicate<string> isPath)
    {
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var cleaned = string.Join('/', path.Split('/').Select(s => s.Length == 0 || isPath(s) ? s : Uri.EscapeDataString(Clean(Uri.UnescapeDataString(s)))));
        return question < 0 ? cleaned : $"{cleaned}?{CleanForm(target[(question + 1)..], 0)}";
    }

    /// <summary>A name: it stays unless a value stands in it.</summary>
    public string CleanName(string name)
    {
        var decoded = Uri.UnescapeDataString(name);
        return decoded.AsSpan().ContainsAny(NotInNames) || decoded.Count(char.IsAsciiDigit) > 5 || !Ascii.IsValid(decoded) ? Uri.EscapeDataString(fakes.Of(decoded)) : name;
    }

    private string Clean(string value, int depth)
    {
        if (value.Length == 0 || value is "true" or "false" or "null" || isClosed(value))
        {
            return value;
        }

        if (depth < MaxDepth && (AsJson(value, depth) ?? AsUrl(value, depth) ?? AsTarget(value) ?? AsBase64(value, depth) ?? AsForm(value, depth) ?? AsEscaped(value, depth)) is { } decoded)
        {
            return decoded;
        }

        return fakes.Of(value);
    }

    private string CleanLine(string line) => AsJson(line, 0) ?? AsUrl(line, 0) ?? AsTarget(line) ?? (line.Contains('=', StringComparison.Ordinal) ? CleanForm(line, 0) : Clean(line));

    private string CleanForm(string form, int depth) => string.Join('&', form.Split('&').Select(pair =>
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return pair.Length == 0 ? pair : Uri.EscapeDataString(Clean(Uri.UnescapeDataString(pair), depth + 1));
        }

        var value = Uri.UnescapeDataString(pair[(equals + 1)..].Replace('+', ' '));
        var cleaned = Clean(value, depth + 1);
        return $"{CleanName(pair[..equals])}={(cleaned == value ? pair[(equals + 1)..] : Uri.EscapeDataString(cleaned))}";
    }));

    private string? AsJson(string value, int depth)
    {
        if (value[..Math.Min(value.Length, 1)] is not ("{" or "["))
        {
            return null;
        }

        try
        {
            return CleanNode(JsonNode.Parse(value), depth)?.ToJsonString(Compact);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private JsonNode? CleanNode(JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject members:
                var cleaned = new JsonObject();
                foreach (var (name, value) in members)
                {
                    cleaned[Uri.UnescapeDataString(CleanName(name))] = CleanNode(value, depth);
                }

                return cleaned;
            case JsonArray items:
                return new JsonArray([.. items.Select(i => CleanNode(i, depth))]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Clean(value.GetValue<string>(), depth + 1));
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                var number = value.ToJsonString();
                return isClosed(number) ? value.DeepClone() : JsonNode.Parse(Number(number));
            default:
                return node?.DeepClone();
        }
    }

    // Digits only: a number stays one, with its dot and exponent.
    private string Number(string number)
    {
        var parts = number.Split('.');
        return string.Join('.', parts.Select(p => p.All(char.IsAsciiDigit) ? fakes.Of(p) is var fake && fake.All(char.IsAsciiDigit) && (fake[0] != '0' || fake.Length == 1) ? fake : "1" : p.StartsWith('-') ? $"-{fakes.Of(p[1..])}" : "1"));
    }

    private string? AsUrl(string value, int depth)
    {
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme is < 1 or > 10 || value.Contains(' ', StringComparison.Ordinal) || !Uri.TryCreate(value, UriKind.Absolute, out var uri))
        {
            return null;
        }

        // Which of the policy's sites it is, everybody may know; another host may be somebody's own.
        var authority = isClosed(uri.Host) ? uri.Authority : $"{fakes.Of(uri.Host.Split('.')[0])}.example";
        var rest = value[(scheme + 3)..];
        var path = rest.AsSpan().IndexOfAny('/', '?', '#');
        var (target, fragment) = path < 0 ? ("", "") : rest[path..].Split('#', 2) is [var t, var f] ? (t, $"#{Clean(Uri.UnescapeDataString(f), depth + 1)}") : (rest[path..], "");
        return $"{uri.Scheme}://{authority}{CleanTarget(target, _ => false)}{fragment}";
    }

    // "/account/name?tab=1", "name?tab=1": what stands before the question mark is a path, never a name.
    private string? AsTarget(string value)
    {
        var question = value.IndexOf('?', StringComparison.Ordinal);
        var isTarget = value.StartsWith('/') || (question >= 0 && value.IndexOf('=', StringComparison.Ordinal) > question);
        return isTarget && !value.Contains(' ', StringComparison.Ordinal) ? CleanTarget(value, static _ => false) : null;
    }

    private string? AsBase64(string value, int depth)
    {
        if (value.Length < 8 || value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('+' or '/' or '-' or '_' or '=')))
        {
            return null;
        }

        var isUrl = value.AsSpan().ContainsAny('-', '_');
        var plain = value.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var buffer = new byte[plain.Length];
        if (!Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), buffer, out var length))
        {
            return null;
        }

        byte[] inner = buffer[..length];
        if (inner is not [0x1f, 0x8b, ..])
        {
            var text = Encoding.UTF8.GetString(inner);
            if (text.Any(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
            {
                return null;
            }

            return Encode(Encoding.UTF8.GetBytes(Clean(text, depth + 1)));
        }

        return CleanBody(inner, contentType: null) is { } cleaned ? Encode(cleaned) : null;

        string Encode(byte[] bytes)
        {
            var encoded = Convert.ToBase64String(bytes);
            encoded = isUrl ? encoded.Replace('+', '-').Replace('/', '_') : encoded;
            return value.EndsWith('=') || value.Length % 4 == 0 ? encoded : encoded.TrimEnd('=');
        }
    }

    private string? AsForm(string value, int depth) =>
        value.Contains('=', StringComparison.Ordinal) && value.Contains('&', StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal) ? CleanForm(value, depth) : null;

    private string? AsEscaped(string value, int depth)
    {
        var decoded = Uri.UnescapeDataString(value);
        return decoded == value ? null : Uri.EscapeDataString(Clean(decoded, depth + 1));
    }

    private string CleanParts(string text, string boundary) => string.Join($"--{boundary}", text.Split($"--{boundary}").Select((part, i) =>
    {
        var body = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (i == 0 || body < 0)
        {
            return part.Trim() is "" or "--" ? part : "\r\n";
        }

        var name = System.Text.RegularExpressions.Regex.Match(part[..body], "name=\"(?<name>[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["name"].Value;
        var value = part[(body + 4)..];
        return $"\r\nContent-Disposition: form-data; name=\"{CleanName(name)}\"\r\n\r\n{Clean(value.TrimEnd('\r', '\n'))}\r\n";
    }));

    private static string? Boundary(string? contentType)
    {
        const string key = "boundary=";
        var at = contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? contentType.IndexOf(key, StringComparison.OrdinalIgnoreCase) : -1;
        return at < 0 ? null : contentType![(at + key.Length)..].Split(';')[0].Trim().Trim('"');
    }

    private static byte[]? Gunzip(byte[] body)
    {
        // What a policy would decode at most.
        const int most = 8 * 1024 * 1024;
        try
        {
            using var gzip = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
            var buffer = new byte[most + 1];
            var read = gzip.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return read > most ? null : buffer[..read];
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Gzip(byte[] body)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }

        return output.ToArray();
    }
}
