namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>The browser families that survive generalisation.</summary>
internal enum BrowserFamily
{
    Unknown,
    Chrome,
    Edge,
    Firefox,
    Safari,
    Opera,
    SamsungInternet,
}

/// <summary>The device classes that survive generalisation.</summary>
internal enum PlatformClass
{
    Unknown,
    Windows,
    MacOS,
    Linux,
    ChromeOS,
    AndroidPhone,
    AndroidTablet,
    IPhone,
    IPad,
}

/// <summary>What a user agent says of browser and device, as far as it survives.</summary>
/// <param name="Family">Unknown for everything that is not one of the closed list.</param>
/// <param name="Platform">Unknown likewise.</param>
/// <param name="Major">Major version of the browser, 1..999.</param>
/// <param name="EngineMajor">Major version in the <c>Chrome/</c> token of Opera and Samsung Internet, whose own versions count apart; 0 without one.</param>
internal readonly record struct UserAgentReading(BrowserFamily Family, PlatformClass Platform, int Major, int EngineMajor)
{
    /// <summary>Highest major version: three digits. A higher number could carry an identifier.</summary>
    public const int MaxMajor = 999;

    /// <summary>
    /// Reads the form that all browsers send: <c>Mozilla/5.0 (platform) product/version product/version (comment) …</c>
    /// (RFC 9110 section 10.1.5). Programs that are no browsers, and browsers with traits of a robot, read as default: unknown.
    /// </summary>
    public static UserAgentReading Read(ReadOnlySpan<byte> userAgent)
    {
        ReadOnlySpan<byte> intro = "Mozilla/5.0 ("u8;
        if (!userAgent.StartsWith(intro) || RobotSigns.AreIn(userAgent))
        {
            return default;
        }

        int commentEnd = CommentEnd(userAgent, intro.Length - 1);
        ReadOnlySpan<byte> comment = userAgent[intro.Length..commentEnd];
        UserAgentProducts products = UserAgentProducts.Read(userAgent[commentEnd..]);
        (BrowserFamily family, int major) = products.Browser();
        PlatformClass platform = PlatformOf(comment, products.IsMobile);
        bool isKnown = platform != PlatformClass.Unknown && major is >= 1 and <= MaxMajor && Exists(family, platform);
        return isKnown ? new UserAgentReading(family, platform, major, products.Chrome is >= 1 and <= MaxMajor ? products.Chrome : 0) : default;
    }

    /// <summary>The offset after the parenthesis that closes the comment which begins at the index; the length when none does.</summary>
    public static int CommentEnd(ReadOnlySpan<byte> text, int index)
    {
        int depth = 0;
        for (; index < text.Length; index++)
        {
            depth += text[index] == (byte)'(' ? 1 : 0;
            if (text[index] == (byte)')' && --depth == 0)
            {
                return index + 1;
            }
        }

        return text.Length;
    }

    private static PlatformClass PlatformOf(ReadOnlySpan<byte> comment, bool isMobile)
    {
        if (Has(comment, "Windows Phone"u8))
        {
            return PlatformClass.Unknown;
        }

        if (Has(comment, "Android"u8))
        {
            return isMobile || Has(comment, "Mobile"u8) ? PlatformClass.AndroidPhone : PlatformClass.AndroidTablet;
        }

        return Has(comment, "iPad"u8) ? PlatformClass.IPad
            : Has(comment, "iPhone"u8) || Has(comment, "iPod"u8) ? PlatformClass.IPhone
            : Has(comment, "Windows NT"u8) ? PlatformClass.Windows
            : Has(comment, "Macintosh"u8) ? PlatformClass.MacOS
            : Has(comment, "CrOS"u8) ? PlatformClass.ChromeOS
            : Has(comment, "Linux"u8) || Has(comment, "X11"u8) ? PlatformClass.Linux
            : PlatformClass.Unknown;
    }

    private static bool Has(ReadOnlySpan<byte> comment, ReadOnlySpan<byte> word) => comment.IndexOf(word) >= 0;

    /// <summary>True when the family is made for the platform: others claim to be what they are not.</summary>
    private static bool Exists(BrowserFamily family, PlatformClass platform) => family switch
    {
        BrowserFamily.Unknown => false,
        BrowserFamily.Safari => platform is PlatformClass.MacOS or PlatformClass.IPhone or PlatformClass.IPad,
        BrowserFamily.SamsungInternet => platform is PlatformClass.AndroidPhone or PlatformClass.AndroidTablet or PlatformClass.Linux,
        _ => true,
    };
}
