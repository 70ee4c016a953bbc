using System.Text;

namespace RedactingGateway.Core.Payloads;

/// <summary>A Content-Type whose every part is known, so that the header itself can carry nothing.</summary>
/// <param name="Type">Media type, lower case.</param>
/// <param name="Boundary">Boundary of a multipart body, or null.</param>
internal readonly record struct MediaType(string Type, string? Boundary)
{
    public const string MultipartForm = "multipart/form-data";

    // Longest boundary, RFC 2046 § 5.1.1.
    private const int MaxBoundary = 70;

    private static readonly string[] Known =
    [
        "application/json", "text/plain", "application/x-www-form-urlencoded", MultipartForm, "application/octet-stream",
        "application/x-ndjson", "text/json", "application/csp-report", "application/reports+json",
        "application/x-sentry-envelope", "application/x-json-stream",
    ];

    /// <summary>Reads a Content-Type; false where any part of it is unknown, or its charset is not UTF-8.</summary>
    public static bool TryParse(string value, out MediaType mediaType)
    {
        mediaType = default;
        var text = value.AsSpan();
        string? type = null;
        string? boundary = null;
        foreach (var range in text.Split(';'))
        {
            var parameter = text[range].Trim();
            if (type is null)
            {
                type = KnownType(parameter);
                if (type is null)
                {
                    return false;
                }

                continue;
            }

            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            var content = equals < 0 ? default : Unquote(parameter[(equals + 1)..]);
            if (name.Equals("boundary", StringComparison.OrdinalIgnoreCase) && type == MultipartForm && boundary is null && IsBoundary(content))
            {
                boundary = content.ToString();
            }
            else if (parameter.Length > 0
                && !(name.Equals("charset", StringComparison.OrdinalIgnoreCase) && IsUtf8(content)))
            {
                return false;
            }
        }

        mediaType = new MediaType(type!, boundary);
        return boundary is not null || type != MultipartForm;
    }

    private static string? KnownType(ReadOnlySpan<char> text)
    {
        foreach (var known in Known)
        {
            if (Ascii.EqualsIgnoreCase(text, known))
            {
                return known;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> text) => text is ['"', .. var inner, '"'] ? inner : text;

    private static bool IsUtf8(ReadOnlySpan<char> charset) =>
        charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    // Dashes, then one run of letters and digits, or a GUID, as browsers and libraries draw them: no room for a sentence. What such a
    // run spells is looked at by the content net.
    private static bool IsBoundary(ReadOnlySpan<char> text)
    {
        var rest = text.Trim('-');
        return text.Length <= MaxBoundary && !rest.IsEmpty && (rest.IndexOfAnyExcept(BoundaryCharacters) < 0 || Guid.TryParseExact(rest, "D", out _));
    }

    private static readonly System.Buffers.SearchValues<char> BoundaryCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}
