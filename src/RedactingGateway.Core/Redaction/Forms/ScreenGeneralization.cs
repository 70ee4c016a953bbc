using System.Buffers.Text;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>The three sizes a screen or window can have after generalisation.</summary>
internal enum ScreenClass
{
    /// <summary>360 × 640.</summary>
    Phone,

    /// <summary>768 × 1024.</summary>
    Tablet,

    /// <summary>1920 × 1080.</summary>
    Desktop,
}

/// <summary>
/// The form <c>generalize</c> of screen and window sizes, in CSS pixels: one of three real sizes, width and height always paired.
/// </summary>
/// <remarks>
/// The width alone decides, so that fields that hold width, height or both agree when they are all made from one width. A phone held
/// sideways counts by its width. The height of a size of its own must be written from the class of the width beside it.
/// Output space: 3 sizes, times the 4 separators for a pair.
/// </remarks>
internal static class ScreenGeneralization
{
    /// <summary>Longest pair in bytes: <c>1920×1080</c>.</summary>
    public const int MaxOutputLength = 10;

    /// <summary>Largest width or height taken for a screen, in pixels: wider than any wall of screens; larger numbers are something else.</summary>
    public const int MaxPixels = 20_000;

    /// <summary>Narrowest desktop in pixels. Tablets end below it, held upright; both limits as nuxt/scripts has them.</summary>
    private const int MinDesktopWidth = 1200;

    /// <summary>Narrowest tablet in pixels.</summary>
    private const int MinTabletWidth = 700;

    /// <summary>The class of a width in pixels, 1..20000; false for any other.</summary>
    public static bool TryClassify(int width, out ScreenClass screen)
    {
        screen = width >= MinDesktopWidth ? ScreenClass.Desktop : width >= MinTabletWidth ? ScreenClass.Tablet : ScreenClass.Phone;
        return width is >= 1 and <= MaxPixels;
    }

    /// <summary>The class of a width written in decimal digits alone, without leading zeros.</summary>
    public static bool TryClassify(ReadOnlySpan<byte> width, out ScreenClass screen)
    {
        screen = default;
        return TryReadPixels(width, out int pixels, out int length) && length == width.Length && TryClassify(pixels, out screen);
    }

    /// <summary>The width of the class in pixels, as decimal digits.</summary>
    public static ReadOnlySpan<byte> WidthText(ScreenClass screen) => screen switch
    {
        ScreenClass.Desktop => "1920"u8,
        ScreenClass.Tablet => "768"u8,
        _ => "360"u8,
    };

    /// <summary>The height of the class in pixels, as decimal digits.</summary>
    public static ReadOnlySpan<byte> HeightText(ScreenClass screen) => screen switch
    {
        ScreenClass.Desktop => "1080"u8,
        ScreenClass.Tablet => "1024"u8,
        _ => "640"u8,
    };

    /// <summary>
    /// Generalises a pair: width, one of <c>x X × ,</c>, height, each 1..20000 without leading zeros. The separator stays as it came.
    /// </summary>
    /// <returns>False for any other shape, and when the destination is too small; <paramref name="written"/> is then 0.</returns>
    public static bool TryGeneralizeSize(ReadOnlySpan<byte> text, Span<byte> destination, out int written)
    {
        written = 0;
        if (!TryReadPixels(text, out int width, out int widthLength))
        {
            return false;
        }

        ReadOnlySpan<byte> separator = text.Slice(widthLength, SeparatorLength(text[widthLength..]));
        ReadOnlySpan<byte> height = text[(widthLength + separator.Length)..];
        if (separator.IsEmpty || !TryReadPixels(height, out _, out int heightLength) || heightLength != height.Length
            || !TryClassify(width, out ScreenClass screen))
        {
            return false;
        }

        FormWriter writer = new(destination);
        writer.Append(WidthText(screen));
        writer.Append(separator);
        writer.Append(HeightText(screen));
        return writer.TryComplete(out written);
    }

    private static bool TryReadPixels(ReadOnlySpan<byte> text, out int pixels, out int length)
    {
        pixels = 0;
        length = 0;
        return text is [>= (byte)'1' and <= (byte)'9', ..] && Utf8Parser.TryParse(text, out pixels, out length) && pixels <= MaxPixels;
    }

    private static int SeparatorLength(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\u00D7"u8))
        {
            return 2;
        }

        return text is [(byte)'x' or (byte)'X' or (byte)',', ..] ? 1 : 0;
    }
}
