using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>A valid recorded request with one marker more.</summary>
internal sealed partial class RequestPlanter(Tape tape, Marker marker, bool asNewMember)
{
    private readonly Planter _planter = new(tape, marker.Text, asNewMember);

    public WireRequest Plant(WireRequest request) => tape.Next(8) switch
    {
        0 => request with { Headers = [.. request.Headers, Header()] },
        1 or 2 => request with { Target = InTarget(request.Target) },
        _ when request.Body.Length == 0 => request with { Target = InTarget(request.Target) },
        _ => request with { Body = InBody(request.Body) },
    };

    /// <summary>The marker in place of a planted value, wherever that stands.</summary>
    public WireRequest Replace(WireRequest request, string planted)
    {
        var swap = new LeafReplacement(planted, marker.Text);
        var query = request.Target.IndexOf('?', StringComparison.Ordinal);
        return request with
        {
            Target = query < 0 ? request.Target : request.Target[..(query + 1)] + swap.In(request.Target[(query + 1)..]),
            Body = Encoded(request.Body, swap.In),
        };
    }

    private string InTarget(string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        if (query >= 0)
        {
            return target[..(query + 1)] + _planter.InForm(target[(query + 1)..]);
        }

        var (name, value) = _planter.NewPair();
        return $"{target}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
    }

    private KeyValuePair<string, string> Header()
    {
        var text = Uri.EscapeDataString(Nesting.Around(marker.Text, tape, 2));
        return tape.Next(5) switch
        {
            0 => new("Referer", $"https://shop.example.com/konto/{text}?q={text}"),
            1 => new("Cookie", $"{tape.Letters(5)}={text}; _ga=GA1.1.{text}"),
            2 => new("X-Forwarded-For", text),
            3 => new("User-Agent", $"Mozilla/5.0 (X11; Linux x86_64) {text}"),
            _ => new($"X-{tape.Letters(6)}", text),
        };
    }

    private byte[] InBody(byte[] body) => Encoded(body, text =>
    {
        var boundary = Boundary().Match(text);
        return boundary.Success ? InMultipart(text, boundary.Value.TrimEnd()) : _planter.In(text);
    });

    private string InMultipart(string text, string boundary)
    {
        var (name, value) = _planter.NewPair();
        var part = $"{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        if (asNewMember || tape.Chance(2))
        {
            return part + text;
        }

        var parts = text.Split("\r\n\r\n");
        var at = 1 + tape.Next(parts.Length - 1);
        var end = parts[at].IndexOf("\r\n--", StringComparison.Ordinal);
        parts[at] = end < 0 ? parts[at] : _planter.In(parts[at][..end]) + parts[at][end..];
        return string.Join("\r\n\r\n", parts);
    }

    private static byte[] Encoded(byte[] body, Func<string, string> change)
    {
        if (body.Length == 0)
        {
            return body;
        }

        var plain = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(OuterLayer.Undo(body))));
        return OuterLayer.Of(body) switch
        {
            "gzip" => Nesting.Gzip(plain),
            "zlib" => Nesting.Zlib(plain),
            _ => plain,
        };
    }

    [GeneratedRegex(@"^--[^\r\n]{1,100}\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex Boundary();
}
