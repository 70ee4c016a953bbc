using System.Text;
using System.Text.Json;

namespace RedactingGateway.Cli;

/// <summary>A browser's whole session (HTTP Archive 1.2): its requests, in order.</summary>
internal static class HarFile
{
    /// <summary>Whether <paramref name="name"/> is one.</summary>
    public static bool IsNamedSo(string name) => name.EndsWith(".har", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the requests, each with the host that it went to.</summary>
    /// <exception cref="FormatException">Not such a file.</exception>
    public static IReadOnlyList<(string Host, HttpFile Request)> Parse(byte[] file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            return [.. document.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray().Select(e => Read(e.GetProperty("request")))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or UriFormatException)
        {
            throw new FormatException("The file is no HTTP Archive: it has no log.entries[].request with method, url and headers.", e);
        }
    }

    private static (string Host, HttpFile Request) Read(JsonElement request)
    {
        // The target is cut out of the text, because Uri would rewrite it.
        var url = request.GetProperty("url").GetString()!;
        var authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = authority < 3 ? -1 : url.AsSpan(authority).IndexOfAny('/', '?');
        if (authority < 3)
        {
            throw new FormatException("A request's url is not absolute.");
        }

        var rest = path < 0 ? "/" : url[(authority + path)..];
        var fragment = rest.IndexOf('#', StringComparison.Ordinal);
        var target = fragment < 0 ? rest : rest[..fragment];
        var headers = request.GetProperty("headers").EnumerateArray()
            .Select(h => KeyValuePair.Create(h.GetProperty("name").GetString()!, h.GetProperty("value").GetString()!))
            .Where(h => !h.Key.StartsWith(':')).ToList();
        var host = path < 0 ? url[authority..] : url.Substring(authority, path);
        return (host.Split(':')[0], new HttpFile(request.GetProperty("method").GetString()!.ToUpperInvariant(), Encoding.UTF8.GetBytes(target.StartsWith('/') ? target : $"/{target}"), headers, Body(request)));
    }

    private static byte[] Body(JsonElement request)
    {
        if (!request.TryGetProperty("postData", out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        if (data.TryGetProperty("text", out var text) && text.GetString() is { Length: > 0 } body)
        {
            var isBase64 = data.TryGetProperty("encoding", out var encoding) && encoding.GetString() == "base64";
            return isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        }

        // Some browsers write a form's parts only.
        return data.TryGetProperty("params", out var pairs) && pairs.ValueKind == JsonValueKind.Array
            ? Encoding.UTF8.GetBytes(string.Join('&', pairs.EnumerateArray().Select(p => $"{Uri.EscapeDataString(p.GetProperty("name").GetString()!)}={Uri.EscapeDataString(p.GetProperty("value").GetString() ?? "")}")))
            : [];
    }
}
