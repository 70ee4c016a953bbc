using System.Runtime.Intrinsics;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>Words in a user agent of robots and preview fetchers that otherwise look like browsers.</summary>
internal static class RobotSigns
{
    /// <summary>Bytes looked at together; user agents of browsers have some 120.</summary>
    private const int WindowBytes = 256;

    /// <summary>One byte less than the longest word: a word on the edge of a window is whole in the next one.</summary>
    private const int OverlapBytes = 9;

    /// <summary>Bit by which small and capital letters differ. The words are letters only, so with it set they are compared whatever the case.</summary>
    private const byte CaseBit = 0x20;

    /// <summary>True when one of the words occurs, whatever the case. Browsers name no web address and none of these.</summary>
    public static bool AreIn(ReadOnlySpan<byte> userAgent)
    {
        Span<byte> window = stackalloc byte[WindowBytes];
        while (true)
        {
            ReadOnlySpan<byte> text = userAgent[..Math.Min(userAgent.Length, WindowBytes)];
            SetCaseBit(text, window);
            if (AreInFolded(window[..text.Length]))
            {
                return true;
            }

            if (text.Length == userAgent.Length)
            {
                return false;
            }

            userAgent = userAgent[(WindowBytes - OverlapBytes)..];
        }
    }

    private static bool AreInFolded(ReadOnlySpan<byte> text) => text.IndexOf("bot"u8) >= 0 || text.IndexOf("crawl"u8) >= 0
        || text.IndexOf("spider"u8) >= 0 || text.IndexOf("headless"u8) >= 0 || text.IndexOf("compatible"u8) >= 0
        || text.IndexOf("http"u8) >= 0 || text.IndexOf("preview"u8) >= 0 || text.IndexOf("lighthouse"u8) >= 0;

    private static void SetCaseBit(ReadOnlySpan<byte> text, Span<byte> folded)
    {
        int index = 0;
        for (; text.Length - index >= Vector256<byte>.Count; index += Vector256<byte>.Count)
        {
            (Vector256.Create(text[index..]) | Vector256.Create(CaseBit)).CopyTo(folded[index..]);
        }

        for (; index < text.Length; index++)
        {
            folded[index] = (byte)(text[index] | CaseBit);
        }
    }
}
