using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>A version number of one to six decimal segments with dots or underscores between, of which only the first is kept.</summary>
/// <param name="Major">The first segment.</param>
/// <param name="Segments">Number of segments, 0 for no version.</param>
/// <param name="Separator">The byte between segments, <c>.</c> or <c>_</c>.</param>
internal readonly record struct DottedVersion(int Major, int Segments, byte Separator)
{
    /// <summary>Most segments; browsers and systems have up to four.</summary>
    public const int MaxSegments = 6;

    /// <summary>
    /// Reads a whole text. The first segment has no leading zero and at most the given value: it survives, and an unbounded number
    /// could carry an identifier. Later segments may be any digits.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int maxMajor, out DottedVersion version)
    {
        version = default;
        int major = 0;
        int segments = 0;
        byte separator = (byte)'.';
        int index = 0;
        while (segments < MaxSegments)
        {
            int first = index;
            while (index < text.Length && TokenBoundary.IsDigit(text[index]))
            {
                if (segments == 0)
                {
                    major = (major * 10) + (text[index] - '0');
                    if (major > maxMajor)
                    {
                        return false;
                    }
                }

                index++;
            }

            if (index == first || (segments == 0 && text[0] == (byte)'0' && index > 1))
            {
                return false;
            }

            segments++;
            if (index == text.Length)
            {
                version = new DottedVersion(major, segments, separator);
                return true;
            }

            if (text[index] is not ((byte)'.' or (byte)'_') || (segments > 1 && text[index] != separator))
            {
                return false;
            }

            separator = text[index++];
        }

        return false;
    }

    /// <summary>Writes the first segment, and a zero for each of the others: <c>143.0.0.0</c>.</summary>
    public void WriteGeneralized(ref FormWriter writer)
    {
        writer.AppendNumber(Major);
        for (int i = 1; i < Segments; i++)
        {
            writer.Append(Separator);
            writer.Append((byte)'0');
        }
    }
}
