namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>The part of a document that a measurement writes.</summary>
internal static class MarkedSection
{
    private const string Begin = "<!-- peers:begin -->\n";
    private const string End = "<!-- peers:end -->";

    public static async Task WriteAsync(string file, string content) => await File.WriteAllTextAsync(file, Replace(await File.ReadAllTextAsync(file), content));

    /// <summary>The document with another content between the marks.</summary>
    /// <exception cref="InvalidDataException">The marks are not there.</exception>
    public static string Replace(string document, string content)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= Begin.Length && end >= begin ? $"{document[..begin]}{content.TrimEnd()}\n{document[end..]}" : throw new InvalidDataException("The document has no place for the table.");
    }
}
