using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// The shape a vendor expects of an identifier, filled from keyed bytes: <c>d10.d10</c> (10 digits, dot, 10 digits),
/// <c>x32</c> (32 hexadecimal digits), <c>uuid4</c>, <c>uuid7</c> (of the day), <c>fb.1.d13.d10</c>. Letters and dots elsewhere are literal.
/// </summary>
/// <remarks>
/// Every derived part comes from the keyed bytes, also those that look like times: the second half of <c>_ga</c> and
/// the third of <c>_fbp</c> are first-visit times and would link a visitor across recipients.
/// </remarks>
public sealed class PseudonymShape
{
    /// <summary>Keyed bytes that a shape is filled from: SHA-256 output.</summary>
    public const int SourceBytes = 32;

    /// <summary>Longest text of any shape, in bytes.</summary>
    public const int MaxLength = 96;

    // Digits that a double holds exactly: what JavaScript makes of longer numbers is another one.
    private const int MaxNumberDigits = 15;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ImmutableArray<Part> _parts;

    private PseudonymShape(string text, ImmutableArray<Part> parts)
    {
        Text = text;
        _parts = parts;
        Length = parts.Sum(p => p.Length);
    }

    /// <summary>32 hexadecimal digits: the shape of a field that declares none.</summary>
    public static PseudonymShape Hex32 { get; } = Parse("x32");

    /// <summary>The shape as written.</summary>
    public string Text { get; }

    /// <summary>Length of every value of the shape, in bytes.</summary>
    public int Length { get; }

    /// <summary>Whether every value is digits only, and none begins with 0: a number that stays one.</summary>
    public bool IsNumber => Length <= MaxNumberDigits && _parts[0].Text is not [(byte)'0']
        && _parts.All(p => p.Kind == PartKind.Digits || (p.Kind == PartKind.Literal && p.Text is [>= (byte)'0' and <= (byte)'9']));

    /// <summary>Reads a shape.</summary>
    /// <exception cref="FormatException">Not a shape.</exception>
    public static PseudonymShape Parse(string text) =>
        TryParse(text, out var shape) ? shape : throw new FormatException($"'{text}' is no shape of identifiers.");

    /// <summary>Reads a shape; false where it has no derived part or asks for more than <see cref="SourceBytes"/> give.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PseudonymShape? shape)
    {
        shape = null;
        var parts = ImmutableArray.CreateBuilder<Part>();
        if (text is "uuid4" or "uuid7")
        {
            parts.Add(new Part(text == "uuid4" ? PartKind.Uuid : PartKind.UuidOfDay, 36, []));
        }
        else
        {
            for (var i = 0; i < text.Length;)
            {
                var digits = i + 1;
                while (digits < text.Length && char.IsAsciiDigit(text[digits]))
                {
                    digits++;
                }

                var kind = text[i] switch { 'd' => PartKind.Digits, 'x' => PartKind.Hex, _ => PartKind.Literal };
                if (kind == PartKind.Literal || digits == i + 1)
                {
                    if (!char.IsAscii(text[i]))
                    {
                        return false;
                    }

                    parts.Add(new Part(PartKind.Literal, 1, Encoding.ASCII.GetBytes(text, i, 1)));
                    i++;
                }
                else if (int.TryParse(text.AsSpan(i + 1, digits - i - 1), CultureInfo.InvariantCulture, out var length) && length is > 0 and <= MaxLength)
                {
                    parts.Add(new Part(kind, length, []));
                    i = digits;
                }
                else
                {
                    return false;
                }
            }
        }

        var derivedBytes = parts.Sum(p => p.SourceBytes);
        if (derivedBytes is 0 or > SourceBytes || parts.Sum(p => p.Length) > MaxLength)
        {
            return false;
        }

        shape = new PseudonymShape(text, parts.ToImmutable());
        return true;
    }

    /// <summary>Fills the shape.</summary>
    /// <param name="source">At least <see cref="SourceBytes"/> keyed or random bytes.</param>
    /// <param name="destination">At least <see cref="Length"/> bytes.</param>
    /// <param name="time">The day that a <c>uuid7</c> names.</param>
    public void Fill(ReadOnlySpan<byte> source, Span<byte> destination, DateTimeOffset time = default)
    {
        foreach (var part in _parts)
        {
            part.Fill(source, destination, time);
            source = source[part.SourceBytes..];
            destination = destination[part.Length..];
        }
    }

    /// <summary>Whether <paramref name="value"/> is of this shape.</summary>
    public bool Fits(ReadOnlySpan<byte> value)
    {
        if (value.Length != Length)
        {
            return false;
        }

        foreach (var part in _parts)
        {
            if (!part.Fits(value[..part.Length]))
            {
                return false;
            }

            value = value[part.Length..];
        }

        return true;
    }

    private enum PartKind
    {
        Literal,
        Digits,
        Hex,
        Uuid,
        UuidOfDay,
    }

    private readonly record struct Part(PartKind Kind, int Length, byte[] Text)
    {
        // Eight bytes fill up to 19 digits with a bias below 2^-30 for the lengths in use (at most 13).
        public int SourceBytes => Kind switch
        {
            PartKind.Digits => 8 * ((Length + 18) / 19),
            PartKind.Hex => (Length + 1) / 2,
            PartKind.Uuid or PartKind.UuidOfDay => 16,
            _ => 0,
        };

        public void Fill(ReadOnlySpan<byte> source, Span<byte> destination, DateTimeOffset time)
        {
            switch (Kind)
            {
                case PartKind.Literal:
                    Text.CopyTo(destination);
                    break;
                case PartKind.Digits:
                    FillDigits(source, destination[..Length]);
                    break;
                case PartKind.Hex:
                    for (var i = 0; i < Length; i++)
                    {
                        var nibble = (i & 1) == 0 ? source[i / 2] >> 4 : source[i / 2] & 15;
                        destination[i] = "0123456789abcdef"u8[nibble];
                    }

                    break;
                default:
                    // RFC 9562 §§ 5.4, 5.7: version 4 or 7, variant 10. A version 7 begins with the time, here the day's (UTC) beginning.
                    Span<byte> uuid = stackalloc byte[16];
                    source[..16].CopyTo(uuid);
                    if (Kind == PartKind.UuidOfDay)
                    {
                        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
                        BinaryPrimitives.WriteInt64BigEndian(milliseconds, new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds());
                        milliseconds[2..].CopyTo(uuid);
                    }

                    uuid[6] = (byte)((uuid[6] & 0x0F) | (Kind == PartKind.Uuid ? 0x40 : 0x70));
                    uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
                    new Guid(uuid, bigEndian: true).TryFormat(destination, out _, "D");
                    break;
            }
        }

        public bool Fits(ReadOnlySpan<byte> value) => Kind switch
        {
            PartKind.Literal => value.SequenceEqual(Text),
            PartKind.Digits => value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0,
            PartKind.Hex => value.IndexOfAnyExcept(HexDigits) < 0,
            _ => Guid.TryParse(value, CultureInfo.InvariantCulture, out _),
        };

        private static void FillDigits(ReadOnlySpan<byte> source, Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                var number = BitConverter.ToUInt64(source);
                source = source[8..];
                var chunk = destination[..Math.Min(19, destination.Length)];
                for (var i = chunk.Length - 1; i >= 0; i--)
                {
                    chunk[i] = (byte)('0' + (number % 10));
                    number /= 10;
                }

                // Identifiers do not begin with 0: vendors read them as numbers.
                if (chunk[0] == '0')
                {
                    chunk[0] = (byte)('1' + (source.Length % 9));
                }

                destination = destination[chunk.Length..];
            }
        }
    }
}
