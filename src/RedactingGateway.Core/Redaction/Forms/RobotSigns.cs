using System.Text;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>Words in a user agent of robots and preview fetchers that otherwise look like browsers.</summary>
internal static class RobotSigns
{
    /// <summary>True when one of the words occurs, whatever the case. Browsers name no web address and none of these.</summary>
    public static bool AreIn(ReadOnlySpan<byte> userAgent) => Contains(userAgent, "bot"u8) || Contains(userAgent, "crawl"u8)
        || Contains(userAgent, "spider"u8) || Contains(userAgent, "headless"u8) || Contains(userAgent, "compatible"u8)
        || Contains(userAgent, "http"u8) || Contains(userAgent, "preview"u8) || Contains(userAgent, "lighthouse"u8);

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        for (int start = 0; start + lower.Length <= text.Length; start++)
        {
            if ((text[start] | 0x20) == lower[0] && Ascii.EqualsIgnoreCase(text.Slice(start, lower.Length), lower))
            {
                return true;
            }
        }

        return false;
    }
}
