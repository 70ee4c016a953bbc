using System.Text;

namespace RedactingGateway.Core.Detection;

/// <summary>
/// Reads card numbers that are masked in the middle: <c>411111******1234</c>, <c>4111 11XX XXXX 1234</c>, <c>41111111••••1234</c>.
/// Their check digit cannot be computed; the issuer's prefix and length must fit.
/// </summary>
internal static class MaskedPaymentCard
{
    /// <summary>Visible digits at the start: six (PCI DSS 3.4.1), eight for eight-digit issuer numbers, and one more where the display shows it.</summary>
    private const int MinVisibleStart = 6;

    /// <summary>Most visible digits at the start.</summary>
    public const int MaxVisibleStart = 9;

    /// <summary>Visible digits at the end.</summary>
    private const int VisibleEnd = 4;

    /// <summary>Fewest masked digits: 13 digits of which six and four are visible.</summary>
    private const int MinMasked = 3;

    /// <summary>The length in bytes of the masked number that begins here, 0 for none. Reads at most 19 symbols.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int start)
    {
        int index = start;
        int prefix = 0;
        int visibleStart = 0;
        int masked = 0;
        int visibleEnd = 0;
        while (visibleStart + masked + visibleEnd <= PaymentCardIssuers.MaxDigits)
        {
            int maskLength = MaskLength(text, index);
            if (maskLength > 0 && visibleEnd == 0)
            {
                masked++;
                index += maskLength;
            }
            else if (index < text.Length && TokenBoundary.IsDigit(text[index]))
            {
                if (masked > 0)
                {
                    visibleEnd++;
                }
                else if (visibleStart++ < PaymentCardIssuers.PrefixDigits)
                {
                    prefix = (prefix * 10) + (text[index] - '0');
                }

                index++;
            }
            else if (visibleEnd < VisibleEnd && TokenBoundary.SeparatorLength(text, index) is > 0 and int separator
                && index > start && IsSymbol(text, index + separator))
            {
                index += separator;
            }
            else
            {
                break;
            }
        }

        int total = visibleStart + masked + visibleEnd;
        bool fits = visibleStart is >= MinVisibleStart and <= MaxVisibleStart && masked >= MinMasked && visibleEnd == VisibleEnd
            && total <= PaymentCardIssuers.MaxDigits;
        return fits && TokenBoundary.CanEnd(text, index) && PaymentCardIssuers.Issue(prefix, total) ? index - start : 0;
    }

    private static bool IsSymbol(ReadOnlySpan<byte> text, int index) =>
        index < text.Length && (TokenBoundary.IsDigit(text[index]) || MaskLength(text, index) > 0);

    /// <summary>Length in bytes of the mask character at the index: <c>* x X #</c>, U+2022 •, U+25CF ●, U+00B7 ·; 0 for any other.</summary>
    private static int MaskLength(ReadOnlySpan<byte> text, int index)
    {
        if (index >= text.Length)
        {
            return 0;
        }

        if (text[index] < 0x80)
        {
            return text[index] is (byte)'*' or (byte)'x' or (byte)'X' or (byte)'#' ? 1 : 0;
        }

        Rune.DecodeFromUtf8(text[index..], out Rune rune, out int consumed);
        return rune.Value is 0x2022 or 0x25CF or 0xB7 ? consumed : 0;
    }
}
