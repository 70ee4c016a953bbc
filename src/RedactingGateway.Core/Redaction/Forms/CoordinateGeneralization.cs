using System.Buffers;
using System.Buffers.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>The form <c>generalize</c> of latitude and longitude in decimal degrees: one decimal, about 11 km north to south.</summary>
/// <remarks>Rounded, not cut: cutting would move everybody towards the equator and Greenwich by half a cell. Output space: 3601 values.</remarks>
internal static class CoordinateGeneralization
{
    /// <summary>Longest output in bytes: <c>-179.9</c>.</summary>
    public const int MaxOutputLength = 6;

    // Sign, three digits, point, fifteen decimals: more than a double prints.
    private const int MaxLength = 20;

    private const decimal Most = 180;

    /// <summary>Whether the text is a coordinate: JSON's spelling of a number (RFC 8259 § 6) without exponent, at most 180 degrees.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out decimal degrees)
    {
        degrees = 0;
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var digits = text[0] == (byte)'-' ? text[1..] : text;
        var point = digits.IndexOf((byte)'.');
        var whole = point < 0 ? digits : digits[..point];
        return whole.Length is > 0 and <= 3 && AreDigits(whole) && (whole.Length == 1 || whole[0] != (byte)'0')
            && (point < 0 || (digits.Length > point + 1 && AreDigits(digits[(point + 1)..])))
            && Utf8Parser.TryParse(text, out degrees, out var read) && read == text.Length && Math.Abs(degrees) <= Most;
    }

    /// <summary>Generalises a coordinate; one with at most one decimal stays as it is written.</summary>
    public static bool TryGeneralize(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (!TryParse(text, out var degrees))
        {
            return false;
        }

        var point = text.IndexOf((byte)'.');
        if (point < 0 || text.Length - point <= 2)
        {
            return text.TryCopyTo(destination) && (written = text.Length) > 0;
        }

        var rounded = decimal.Round(degrees, 1, MidpointRounding.AwayFromZero);

        // Minus zero would tell from which side.
        return Utf8Formatter.TryFormat(rounded == 0 ? 0m : rounded, destination, out written, new StandardFormat('F', 1));
    }

    private static bool AreDigits(ReadOnlySpan<byte> text)
    {
        foreach (var b in text)
        {
            if (!TokenBoundary.IsDigit(b))
            {
                return false;
            }
        }

        return true;
    }
}
