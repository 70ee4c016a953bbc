using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction.Forms;

/// <summary>
/// The major versions of the products that a user agent names, 0 for those it does not name; of a product named twice the first.
/// </summary>
internal struct UserAgentProducts
{
    private int _edge;
    private int _opera;
    private int _samsung;
    private int _firefox;
    private int _chromeOnIos;
    private int _version;
    private bool _isSafari;

    /// <summary>Major version in the <c>Chrome/</c> token.</summary>
    public int Chrome { get; private set; }

    /// <summary>True with the token <c>Mobile</c>: a phone, or any iOS device.</summary>
    public bool IsMobile { get; private set; }

    /// <summary>Reads <c>product/version</c> tokens; comments in parentheses are skipped, unknown products ignored.</summary>
    public static UserAgentProducts Read(ReadOnlySpan<byte> text)
    {
        UserAgentProducts products = default;
        int index = 0;
        while (index < text.Length)
        {
            if (text[index] == (byte)'(')
            {
                index = UserAgentReading.CommentEnd(text, index);
                continue;
            }

            int length = text[index..].IndexOfAny((byte)' ', (byte)'(');
            int end = length < 0 ? text.Length : index + length;
            products.Add(text[index..end]);
            index = end < text.Length && text[end] == (byte)' ' ? end + 1 : end;
        }

        return products;
    }

    /// <summary>The browser, most specific product first: Edge and Opera also say Chrome, and Chrome also says Safari.</summary>
    public readonly (BrowserFamily Family, int Major) Browser()
    {
        if (_edge > 0)
        {
            return (BrowserFamily.Edge, _edge);
        }

        if (_opera > 0)
        {
            return (BrowserFamily.Opera, _opera);
        }

        if (_samsung > 0)
        {
            return (BrowserFamily.SamsungInternet, _samsung);
        }

        if (_firefox > 0)
        {
            return (BrowserFamily.Firefox, _firefox);
        }

        int chrome = Math.Max(_chromeOnIos, Chrome);
        return chrome > 0 ? (BrowserFamily.Chrome, chrome)
            : _isSafari && _version > 0 ? (BrowserFamily.Safari, _version)
            : (BrowserFamily.Unknown, 0);
    }

    private void Add(ReadOnlySpan<byte> token)
    {
        int slash = token.IndexOf((byte)'/');
        ReadOnlySpan<byte> name = slash < 0 ? token : token[..slash];
        int major = slash < 0 ? 0 : MajorOf(token[(slash + 1)..]);
        if (name.SequenceEqual("Chrome"u8))
        {
            Chrome = Chrome == 0 ? major : Chrome;
        }
        else if (name.SequenceEqual("Safari"u8))
        {
            _isSafari = true;
        }
        else if (name.SequenceEqual("Mobile"u8))
        {
            IsMobile = true;
        }
        else if (name.SequenceEqual("Version"u8))
        {
            SetFirst(ref _version, major);
        }
        else if (name.SequenceEqual("Edg"u8) || name.SequenceEqual("EdgA"u8) || name.SequenceEqual("EdgiOS"u8) || name.SequenceEqual("Edge"u8))
        {
            SetFirst(ref _edge, major);
        }
        else if (name.SequenceEqual("OPR"u8) || name.SequenceEqual("OPT"u8))
        {
            SetFirst(ref _opera, major);
        }
        else if (name.SequenceEqual("SamsungBrowser"u8))
        {
            SetFirst(ref _samsung, major);
        }
        else if (name.SequenceEqual("Firefox"u8) || name.SequenceEqual("FxiOS"u8))
        {
            SetFirst(ref _firefox, major);
        }
        else if (name.SequenceEqual("CriOS"u8))
        {
            SetFirst(ref _chromeOnIos, major);
        }
    }

    private static void SetFirst(ref int field, int major) => field = field == 0 ? major : field;

    /// <summary>The number before the first dot; beyond <see cref="UserAgentReading.MaxMajor"/> one more than it, which nothing accepts.</summary>
    private static int MajorOf(ReadOnlySpan<byte> version)
    {
        int major = 0;
        foreach (byte value in version)
        {
            if (!TokenBoundary.IsDigit(value))
            {
                break;
            }

            major = Math.Min((major * 10) + (value - '0'), UserAgentReading.MaxMajor + 1);
        }

        return major;
    }
}
