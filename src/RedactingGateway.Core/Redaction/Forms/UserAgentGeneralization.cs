namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>
/// The form <c>generalize</c> of user agents: browser family, major version and device class, as a user agent that a browser of this
/// kind sends, so that recipients still parse it. The platform is frozen for all browsers as Chrome's user agent reduction freezes it
/// (chromium.org/updates/ua-reduction): no system version, no model, no build, no language, no further products.
/// </summary>
/// <remarks>
/// Output space, closed: <see cref="FallbackText"/>, and per device class (8; Safari 3, Samsung Internet 3) one text for each of 999
/// major versions of Chrome, Edge, Firefox and Safari, 27 x 999; Opera (8) and Samsung Internet (3) hold the major version of their
/// engine too, 0 to 999 (0 is written as the browser's own), 11 x 999 x 1000. Of these, browsers in use say some hundreds.
/// Browsers outside the list that are built on one of it (Brave, Vivaldi, in-app browsers) count as that one.
/// </remarks>
internal static class UserAgentGeneralization
{
    /// <summary>Longest output in bytes; the longest is Edge on an iPhone.</summary>
    public const int MaxOutputLength = 192;

    /// <summary>What robots, programs and everything unknown become.</summary>
    public static ReadOnlySpan<byte> FallbackText => "Mozilla/5.0 (compatible)"u8;

    /// <summary>Generalises any user agent; what it writes, it would write again.</summary>
    /// <returns>False for an empty value and when the destination is too small; <paramref name="written"/> is then 0.</returns>
    public static bool TryGeneralize(ReadOnlySpan<byte> userAgent, Span<byte> destination, out int written)
    {
        if (userAgent.IsEmpty)
        {
            written = 0;
            return false;
        }

        FormWriter writer = new(destination);
        UserAgentReading reading = UserAgentReading.Read(userAgent);
        if (reading.Family == BrowserFamily.Unknown)
        {
            writer.Append(FallbackText);
        }
        else
        {
            writer.Append("Mozilla/5.0 ("u8);
            if (reading.Platform is PlatformClass.IPhone or PlatformClass.IPad)
            {
                WriteIos(reading, ref writer);
            }
            else if (reading.Family == BrowserFamily.Firefox)
            {
                WriteFirefox(reading, ref writer);
            }
            else if (reading.Family == BrowserFamily.Safari)
            {
                writer.Append(Platform(reading.Platform));
                writer.Append(") AppleWebKit/605.1.15 (KHTML, like Gecko) "u8);
                WriteProduct("Version/"u8, reading.Major, ".0 Safari/605.1.15"u8, ref writer);
            }
            else
            {
                WriteChromium(reading, ref writer);
            }
        }

        return writer.TryComplete(out written);
    }

    private static void WriteChromium(UserAgentReading reading, ref FormWriter writer)
    {
        bool isAndroid = reading.Platform is PlatformClass.AndroidPhone or PlatformClass.AndroidTablet;
        bool countsApart = reading.Family is BrowserFamily.Opera or BrowserFamily.SamsungInternet && reading.EngineMajor > 0;
        writer.Append(Platform(reading.Platform));
        writer.Append(") AppleWebKit/537.36 (KHTML, like Gecko) "u8);
        if (reading.Family == BrowserFamily.SamsungInternet)
        {
            WriteProduct("SamsungBrowser/"u8, reading.Major, ".0 "u8, ref writer);
        }

        WriteProduct("Chrome/"u8, countsApart ? reading.EngineMajor : reading.Major, ".0.0.0"u8, ref writer);
        writer.Append(reading.Platform == PlatformClass.AndroidPhone ? " Mobile Safari/537.36"u8 : " Safari/537.36"u8);
        if (reading.Family == BrowserFamily.Edge)
        {
            WriteProduct(isAndroid ? " EdgA/"u8 : " Edg/"u8, reading.Major, ".0.0.0"u8, ref writer);
        }
        else if (reading.Family == BrowserFamily.Opera)
        {
            WriteProduct(" OPR/"u8, reading.Major, ".0.0.0"u8, ref writer);
        }
    }

    /// <summary>Firefox freezes its platform too, in words of its own, and repeats its version as <c>rv</c> (MDN, "Firefox user agent string reference").</summary>
    private static void WriteFirefox(UserAgentReading reading, ref FormWriter writer)
    {
        bool isAndroid = reading.Platform is PlatformClass.AndroidPhone or PlatformClass.AndroidTablet;
        writer.Append(reading.Platform switch
        {
            PlatformClass.AndroidPhone => "Android 10; Mobile"u8,
            PlatformClass.AndroidTablet => "Android 10; Tablet"u8,
            PlatformClass.MacOS => "Macintosh; Intel Mac OS X 10.15"u8,
            _ => Platform(reading.Platform),
        });
        WriteProduct("; rv:"u8, reading.Major, ".0) Gecko/"u8, ref writer);
        if (isAndroid)
        {
            WriteProduct(default, reading.Major, ".0"u8, ref writer);
        }
        else
        {
            writer.Append("20100101"u8);
        }

        WriteProduct(" Firefox/"u8, reading.Major, ".0"u8, ref writer);
    }

    /// <summary>On iOS every browser is WebKit with a product of its own; 18_6 and 15E148 are what Safari itself is frozen at.</summary>
    private static void WriteIos(UserAgentReading reading, ref FormWriter writer)
    {
        writer.Append(Platform(reading.Platform));
        writer.Append(") AppleWebKit/605.1.15 (KHTML, like Gecko) "u8);
        switch (reading.Family)
        {
            case BrowserFamily.Chrome:
                WriteProduct("CriOS/"u8, reading.Major, ".0.0.0"u8, ref writer);
                break;
            case BrowserFamily.Firefox:
                WriteProduct("FxiOS/"u8, reading.Major, ".0"u8, ref writer);
                break;
            case BrowserFamily.Edge:
                WriteProduct("Version/18.0 EdgiOS/"u8, reading.Major, ".0.0.0"u8, ref writer);
                break;
            case BrowserFamily.Opera:
                writer.Append("Version/18.0"u8);
                break;
            default:
                WriteProduct("Version/"u8, reading.Major, ".0"u8, ref writer);
                break;
        }

        writer.Append(" Mobile/15E148 Safari/604.1"u8);
        if (reading.Family == BrowserFamily.Opera)
        {
            WriteProduct(" OPT/"u8, reading.Major, ".0"u8, ref writer);
        }
    }

    private static void WriteProduct(ReadOnlySpan<byte> before, int major, ReadOnlySpan<byte> after, ref FormWriter writer)
    {
        writer.Append(before);
        writer.AppendNumber(major);
        writer.Append(after);
    }

    private static ReadOnlySpan<byte> Platform(PlatformClass platform) => platform switch
    {
        PlatformClass.Windows => "Windows NT 10.0; Win64; x64"u8,
        PlatformClass.MacOS => "Macintosh; Intel Mac OS X 10_15_7"u8,
        PlatformClass.ChromeOS => "X11; CrOS x86_64 14541.0.0"u8,
        PlatformClass.AndroidPhone or PlatformClass.AndroidTablet => "Linux; Android 10; K"u8,
        PlatformClass.IPhone => "iPhone; CPU iPhone OS 18_6 like Mac OS X"u8,
        PlatformClass.IPad => "iPad; CPU OS 18_6 like Mac OS X"u8,
        _ => "X11; Linux x86_64"u8,
    };
}
