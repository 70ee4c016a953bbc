namespace RedactingGateway.Cli;

/// <summary>Rows of cells in columns.</summary>
internal static class Table
{
    // A cell longer than this is cut: lines of a terminal are some 120 characters, and JSON has the whole.
    private const int MaxCell = 60;

    public static void Write(TextWriter output, IEnumerable<string[]> rows)
    {
        var all = rows.Select(r => r.Select(Cut).ToArray()).ToList();
        var widths = Enumerable.Range(0, all[0].Length).Select(c => all.Max(r => r[c].Length)).ToArray();
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        }
    }

    public static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxCell ? line : line[..(MaxCell - 1)] + "…";
    }
}
