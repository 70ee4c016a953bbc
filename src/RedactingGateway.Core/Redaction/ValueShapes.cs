using System.Buffers;
using System.Buffers.Text;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Whether a value has the shape that its field declares; a value of another shape is dropped.</summary>
internal static class ValueShapes
{
    // Longest identifier, bytes: Meta's fbc with a click id has about 250.
    private const int MaxIdBytes = 512;

    // Unix microseconds have 16 digits.
    private const int MaxTimestampDigits = 16;

    private static readonly SearchValues<byte> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-:|~+/="u8);

    public static bool Fits(CompiledField field, ReadOnlySpan<byte> value)
    {
        if (field.Space is { } space && !space.Contains(value))
        {
            return false;
        }

        return field.Type switch
        {
            FieldType.Integer or FieldType.ScreenWidth or FieldType.ScreenHeight => ValueSpace.Integer.Contains(value),
            FieldType.Number => IsNumber(value),
            FieldType.Boolean => value.SequenceEqual("true"u8) || value.SequenceEqual("false"u8)
                || value.SequenceEqual("1"u8) || value.SequenceEqual("0"u8),
            FieldType.Timestamp => IsTimestamp(value),
            FieldType.Enum => field.Space is not null,
            FieldType.OpaqueId => value.Length <= MaxIdBytes && value.IndexOfAnyExcept(IdCharacters) < 0,
            FieldType.Container => false,

            // Text-like shapes; their treatments and the content net look closer.
            _ => true,
        };
    }

    private static bool IsNumber(ReadOnlySpan<byte> value) =>
        Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && double.IsFinite(number);

    private static bool IsTimestamp(ReadOnlySpan<byte> value)
    {
        if (value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            return value.Length <= MaxTimestampDigits;
        }

        return Utf8Parser.TryParse(value, out DateTimeOffset _, out var read, 'O') && read == value.Length;
    }
}
