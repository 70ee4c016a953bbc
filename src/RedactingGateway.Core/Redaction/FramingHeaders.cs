namespace RedactingGateway.Core.Redaction;

/// <summary>The header fields that say what a body is.</summary>
/// <param name="ContentType"><c>Content-Type</c>, or null.</param>
/// <param name="ContentEncoding"><c>Content-Encoding</c>, or null.</param>
internal readonly record struct FramingHeaders(string? ContentType, string? ContentEncoding)
{
    // Two of one name would mean two things: together they are none that is known.
    private const string Ambiguous = "?";

    /// <summary>Looks for them.</summary>
    public static FramingHeaders Of(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        string? type = null;
        string? encoding = null;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                type = type is null ? value : Ambiguous;
            }
            else if (name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase))
            {
                encoding = encoding is null ? value : Ambiguous;
            }
        }

        return new FramingHeaders(type, encoding);
    }
}
