using System.Buffers;
using System.Buffers.Text;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Redaction;

/// <summary>Whether a value has the shape that its field declares; a value of another shape is dropped.</summary>
internal static class ValueShapes
{
    // Longest identifier, bytes: Meta's fbc with a click id has about 250.
    private const int MaxIdBytes = 512;

    // 17 significant digits, sign, point and exponent.
    private const int MaxNumberBytes = 24;

    // 8 KiB: the longest address that servers take; texts that long are no analytics.
    private const int MaxTextBytes = 8 * 1024;

    // ISO/IEC 7812-1: 13 to 19 digits, as long as any issuer in use makes them.
    private const int MinCardDigits = 13;
    private const int MaxCardDigits = 19;

    private static readonly SearchValues<byte> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:|~+/="u8);

    public static bool Fits(CompiledField field, ReadOnlySpan<byte> value)
    {
        if (field is { Space: { } space, Type: not FieldType.Ip } && !space.Contains(value))
        {
            return false;
        }

        return field.Type switch
        {
            FieldType.Integer or FieldType.ScreenWidth or FieldType.ScreenHeight => ValueSpace.Integer.Contains(value),
            FieldType.Number => IsNumber(value) && !HoldsCard(value),
            FieldType.Boolean => value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8)
                || value.SequenceEqual("1"u8) || value.SequenceEqual("0"u8),
            FieldType.Timestamp => DateTruncation.IsUnixTime(value) ? !HoldsCard(value) : IsoTimestamp.TryParse(value, out _),
            FieldType.Ip => IsAddress(value),
            FieldType.Date => CalendarDate.TryParse(value, out _),
            FieldType.Postcode => PostcodeGeneralization.IsPostcode(value),
            FieldType.Coordinate => CoordinateGeneralization.TryParse(value, out _) && !HoldsCard(value),
            FieldType.Enum => field.Space is not null,
            FieldType.OpaqueId => value.Length <= MaxIdBytes && value.IndexOfAnyExcept(IdCharacters) < 0,
            FieldType.Container => false,

            // Text-like shapes; their treatments and the content net look closer.
            _ => value.Length <= MaxTextBytes,
        };
    }

    // JSON's spelling (RFC 8259 § 6), and no longer than a double that was printed in full.
    private static bool IsNumber(ReadOnlySpan<byte> value) =>
        value.Length <= MaxNumberBytes && (value[0] is (byte)'-' or (>= (byte)'0' and <= (byte)'9')) && value[^1] is >= (byte)'0' and <= (byte)'9'
        && Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && double.IsFinite(number);

    private static bool IsAddress(ReadOnlySpan<byte> value)
    {
        Span<byte> same = stackalloc byte[IpTruncation.MaxOutputLength];
        return IpTruncation.TryTruncate(value, 32, 128, same, out _);
    }

    // The content net does not look into numbers; a card number must not pass as an amount: with a decimal point or an exponent, with
    // zeros before or behind it.
    private static bool HoldsCard(ReadOnlySpan<byte> number)
    {
        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = exponent < 0 ? number : number[..exponent];
        Span<byte> digits = stackalloc byte[MaxNumberBytes];
        var count = 0;
        var whole = -1;
        foreach (var b in mantissa)
        {
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                digits[count++] = b;
            }
            else if (b == (byte)'.')
            {
                whole = count;
            }
        }

        return HoldsCardBetweenZeros(digits[..count]) || (whole > 0 && HoldsCardBetweenZeros(digits[..whole]));
    }

    private static bool HoldsCardBetweenZeros(ReadOnlySpan<byte> digits)
    {
        Span<DetectorHit> hits = stackalloc DetectorHit[1];
        digits = digits.TrimStart((byte)'0');
        for (; digits.Length >= MinCardDigits; digits = digits[..^1])
        {
            // More finds than there is room for are not told apart.
            var found = digits.Length <= MaxCardDigits ? ContentNet.Find(digits, hits) : 0;
            if (found < 0 || (found > 0 && hits[0].Kind == DetectorKind.PaymentCard))
            {
                return true;
            }

            if (digits[^1] != (byte)'0')
            {
                break;
            }
        }

        return false;
    }
}
