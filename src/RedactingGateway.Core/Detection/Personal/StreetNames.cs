using System.Text;

namespace RedactingGateway.Core.Detection.Personal;

/// <summary>Tells from <c>Data/streets.tsv</c> whether words name a street.</summary>
internal sealed class StreetNames
{
    private readonly byte[][] _suffixes;
    private readonly byte[][] _starts;

    private StreetNames(IEnumerable<string> lines)
    {
        ILookup<string, byte[]> rows = lines.Select(line => line.Split('\t'))
            .SelectMany(cells => cells[1].Split(", ").Select(word => (Role: cells[0], Word: Encoding.UTF8.GetBytes(word))))
            .ToLookup(row => row.Role, row => row.Word);
        _suffixes = [.. rows["suffix"].Concat(rows["word"])];
        _starts = [.. rows["start"]];
    }

    /// <summary>The words of the data file.</summary>
    public static StreetNames Shipped { get; } = new(DataFile.Lines("streets.tsv"));

    /// <summary>True when the last word of the name ends as a street does.</summary>
    public bool HasSuffix(ReadOnlySpan<byte> name)
    {
        foreach (byte[] suffix in _suffixes)
        {
            if (name.Length >= suffix.Length && EqualsFolded(name[^suffix.Length..], suffix))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the name begins with words that begin a street name, and goes on.</summary>
    public bool HasStart(ReadOnlySpan<byte> name)
    {
        foreach (byte[] start in _starts)
        {
            if (name.Length > start.Length + 1 && TokenBoundary.SeparatorLength(name, start.Length) > 0 && EqualsFolded(name[..start.Length], start))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EqualsFolded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        for (int i = 0; i < lower.Length; i++)
        {
            if (text[i] != lower[i] && (text[i] is not (>= (byte)'A' and <= (byte)'Z') || (text[i] | 0x20) != lower[i]))
            {
                return false;
            }
        }

        return true;
    }
}
