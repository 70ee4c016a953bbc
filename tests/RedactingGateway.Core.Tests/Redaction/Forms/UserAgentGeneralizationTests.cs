using System.Text.RegularExpressions;
using CsCheck;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed partial class UserAgentGeneralizationTests
{
    private const string Fallback = "Mozilla/5.0 (compatible)";

    [Theory]
    // Chrome
    [InlineData(
        "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.5414.120 Safari/537.36",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 12_6_3) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.81 Safari/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (X11; Ubuntu; Linux aarch64; de-DE) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (X11; CrOS x86_64 15117.112.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 13; SM-S911B Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.6367.82 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/461.0.0.48.109;]",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 12; SM-X906C) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.6099.43 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.6367.88 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/124.0.0.0 Mobile/15E148 Safari/604.1")]
    // Edge
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.3485.54",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.7339.155 Mobile Safari/537.36 EdgA/140.0.3485.98",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 EdgA/140.0.0.0")]
    [InlineData(
        "Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 EdgiOS/140.0.3485.94 Mobile/15E148 Safari/605.1.15",
        "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 EdgiOS/140.0.0.0 Mobile/15E148 Safari/604.1")]
    // Firefox
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:109.0) Gecko/20100101 Firefox/115.0",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:115.0) Gecko/20100101 Firefox/115.0")]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.7; rv:143.0) Gecko/20100101 Firefox/143.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:143.0) Gecko/20100101 Firefox/143.0")]
    [InlineData(
        "Mozilla/5.0 (X11; Ubuntu; Linux i686; rv:143.0) Gecko/20100101 Firefox/143.0.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0")]
    [InlineData(
        "Mozilla/5.0 (Android 15; Mobile; SM-G950U; rv:143.0) Gecko/143.0 Firefox/143.0",
        "Mozilla/5.0 (Android 10; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0")]
    [InlineData(
        "Mozilla/5.0 (Android 15; Tablet; rv:143.0) Gecko/143.0 Firefox/143.0",
        "Mozilla/5.0 (Android 10; Tablet; rv:143.0) Gecko/143.0 Firefox/143.0")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.2  Mobile/15E148 Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/143.0 Mobile/15E148 Safari/604.1")]
    // Safari
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 13_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_7_10 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1")]
    // Opera
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.7204.251 Safari/537.36 OPR/122.0.5643.92",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 OPR/122.0.0.0")]
    [InlineData(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1 OPT/6.1.3",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 OPT/6.0")]
    // Samsung Internet
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.2 Chrome/125.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36")]
    // browsers built on one of the list
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 YaBrowser/25.8.0.0 Safari/537.36 Vivaldi/7.5.3735.66",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36")]
    public void TryGeneralize_Browser_KeepsFamilyMajorAndPlatformClass(string userAgent, string expected) =>
        Assert.Equal(expected, Generalize(userAgent));

    [Theory]
    [InlineData("axios/1.18.1")]
    [InlineData("curl/8.9.1")]
    [InlineData("python-requests/2.32.3")]
    [InlineData("Mozilla")]
    [InlineData("Mozilla/5.0")]
    [InlineData("Mozilla/5.0 (compatible)")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko")]
    [InlineData("Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1)")]
    [InlineData("Opera/9.80 (Windows NT 6.1) Presto/2.12.388 Version/12.18")]
    [InlineData("Mozilla/5.0 (Windows Phone 10.0; Android 6.0.1; Microsoft; Lumia 950) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/52.0.2743.116 Mobile Safari/537.36 Edge/15.15063")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/534.57.2 (KHTML, like Gecko) Version/5.1.7 Safari/534.57.2")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 [FBAN/FBIOS;FBAV/486.0.0.58.102;FBDV/iPhone14,3]")]
    [InlineData("Mozilla/5.0 (PlayStation 5) AppleWebKit/605.1.15 (KHTML, like Gecko)")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1000.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99999999999999999999 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/x Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64 Chrome/140.0.0.0 Safari/537.36")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) (Chrome/140.0.0.0)")]
    [InlineData("anna@example.org")]
    [InlineData(" ")]
    [InlineData("\u0000ü")]
    public void TryGeneralize_Other_IsFallback(string userAgent) => Assert.Equal(Fallback, Generalize(userAgent));

    [Fact]
    public void TryGeneralize_Empty_IsFalse() => Assert.Null(Generalize(string.Empty));

    [Fact]
    public void TryGeneralize_UnevenParentheses_EndsInFallback()
    {
        Assert.Equal(Fallback, Generalize("Mozilla/5.0 (" + new string('(', 100_000)));
        Assert.Equal(Fallback, Generalize("Mozilla/5.0 (X11)" + new string(')', 100_000)));
        Assert.Equal(Fallback, Generalize("Mozilla/5.0 (X11) " + new string(' ', 100_000)));
    }

    [Fact]
    public void TryGeneralize_Browser_AllocatesNothing() => FormText.AssertAllocatesNothing(
        UserAgentGeneralization.TryGeneralize,
        "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36");

    [Fact]
    public void TryGeneralize_GeneratedUserAgent_HoldsNothingElse() => UserAgents.Sample(userAgent =>
    {
        string output = Generalize(userAgent.Text)!;
        Assert.Equal(output, Generalize(output));
        Assert.InRange(output.Length, Fallback.Length, UserAgentGeneralization.MaxOutputLength);
        Assert.DoesNotContain("SECRET", output, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(OutputSpace(), output);
        string free = Frozen().Replace(output, string.Empty);
        Assert.All(Numbers().Matches(free), number => Assert.Contains(number.Value, userAgent.Majors));
    });

    /// <summary>User agents put together from real and made-up parts; SECRET stands for what must not survive.</summary>
    private static Gen<(string Text, string[] Majors)> UserAgents { get; } = Gen.Select(
        Gen.OneOf(
            "Windows NT 10.0; SECRET", "Macintosh; Intel Mac OS X 15_1; SECRET", "X11; Linux SECRET", "X11; CrOS armv7l 777.1.2", "Linux; Android 15; SECRET Build/AP3A.777",
            "Android 14; Mobile; SECRET; rv:55.0", "iPhone; CPU iPhone OS 19_7 like Mac OS X; SECRET", "iPad; CPU OS 17_7_7 like Mac OS X", "SECRET", "Linux; U; Android 4.4; de-de; SECRET"),
        Gen.OneOf("Chrome", "Edg", "EdgA", "EdgiOS", "Firefox", "FxiOS", "CriOS", "OPR", "OPT", "SamsungBrowser", "Version", "Safari", "Mobile", "SECRET", "Edge", "Gecko").Array[0, 6],
        Gen.Int[0, 1100].Array[6],
        Gen.OneOf("", ".0", ".0.7777.77", "SECRET", ".777777777"))
        .Select((platform, products, majors, minor) => (
            $"Mozilla/5.0 ({platform}) AppleWebKit/537.36 (KHTML, like Gecko) "
                + string.Join(' ', products.Select((product, i) => $"{product}/{majors[i]}{minor}")) + " SECRET/777.7 (SECRET)",
            majors.Select(major => major.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray()));

    private static string? Generalize(string userAgent) => FormText.Apply(UserAgentGeneralization.TryGeneralize, userAgent);

    [GeneratedRegex(
        """^Mozilla/5\.0 \((compatible\)|(Windows NT 10\.0; Win64; x64|Macintosh; Intel Mac OS X (10_15_7|10\.15)|X11; (Linux x86_64|CrOS x86_64 14541\.0\.0)|(Linux; )?Android 10; (K|Mobile|Tablet)|iPhone; CPU iPhone OS 18_6 like Mac OS X|iPad; CPU OS 18_6 like Mac OS X)(; rv:\d{1,3}\.0)?\) [A-Za-z0-9/. (),]+)$""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OutputSpace();

    /// <summary>The digits that are the same in every output.</summary>
    [GeneratedRegex(
        """Mozilla/5\.0|Windows NT 10\.0; Win64; x64|10_15_7|10\.15|X11|x86_64( 14541\.0\.0)?|Android 10|OS 18_6|AppleWebKit/(537\.36|605\.1\.15)|Safari/(537\.36|605\.1\.15|604\.1)|Mobile/15E148|Version/18\.0(?= (EdgiOS|Mobile.* OPT))|Gecko/20100101|(\.0)+""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Frozen();

    [GeneratedRegex(@"[0-9]+", RegexOptions.None)]
    private static partial Regex Numbers();
}
