using System.Runtime.CompilerServices;
using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>The labelled strings of <c>tests/corpora/detection</c>; its README tells how they were made.</summary>
internal static class DetectionCorpus
{
    /// <summary>The solution's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>All strings, in order of file and line.</summary>
    public static IReadOnlyList<DetectionSample> Samples { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "tests", "corpora", "detection"), "*.tsv").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<DetectionSample> Read(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        DetectorKind? kind = DetectorKinds.All.FirstOrDefault(facts => facts.Name == name)?.Kind;
        foreach (string line in File.ReadLines(file))
        {
            string[] cells = line.Split('\t');
            yield return new DetectionSample(kind, cells[0] == "+", cells[1], Unescape(cells[2]));
        }
    }

    private static string Unescape(string text)
    {
        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            result.Append(text[i] != '\\' ? text[i] : text[++i] switch { 'n' => '\n', 't' => '\t', var other => other });
        }

        return result.ToString();
    }

    private static string FindRoot([CallerFilePath] string file = "")
    {
        DirectoryInfo? folder = new(Path.GetDirectoryName(file)!);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The solution is not above this file.");
    }
}

/// <summary>One string.</summary>
/// <param name="Kind">The kind whose file it stands in; null for texts in general.</param>
/// <param name="IsPositive">True when ⟦ ⟧ mark a value.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Marked">The string with its marks.</param>
internal sealed record DetectionSample(DetectorKind? Kind, bool IsPositive, string Language, string Marked)
{
    /// <summary>The string without marks, and where the value stands in it; an empty span at 0 for none.</summary>
    public byte[] Text(out int start, out int end)
    {
        int open = Marked.IndexOf('⟦', StringComparison.Ordinal);
        int close = Marked.IndexOf('⟧', StringComparison.Ordinal);
        start = IsPositive ? Encoding.UTF8.GetByteCount(Marked.AsSpan(0, open)) : 0;
        end = IsPositive ? start + Encoding.UTF8.GetByteCount(Marked.AsSpan(open + 1, close - open - 1)) : 0;
        return Encoding.UTF8.GetBytes(Marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal));
    }
}
