using System.Text;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;

namespace RedactingGateway.Core.Tests.Notices.Html;

public sealed class HtmlCharsetTests
{
    [Theory]
    [InlineData("utf-8", "<meta charset=big5>", "UTF-8")]
    [InlineData("iso-8859-1", "", "windows-1252")]
    [InlineData("nonsense", "<meta charset=sjis>", "Shift_JIS")]
    [InlineData(null, "<meta charset=\"utf-16\">", "UTF-8")]
    [InlineData(null, "<meta http-equiv=content-type content='text/html; charset=euc-kr'>", "EUC-KR")]
    [InlineData(null, "<meta content='text/html; charset=euc-kr'>", "unknown")]
    [InlineData(null, "<!-- <meta charset=utf-8> --><meta charset=gbk>", "GBK")]
    [InlineData(null, "<meta charset=utf-8", "unknown")]
    [InlineData(null, "<meta charset=utf-8 ", "unknown")]
    [InlineData(null, "", "unknown")]
    [InlineData("utf-8", "\u00FF\u00FE<\0", "UTF-16LE")]
    [InlineData("big5", "\u00EF\u00BB\u00BF<meta charset=gbk>", "UTF-8")]
    public void TryDetect_WholePage_FollowsTheStandard(string? header, string page, string name)
    {
        Assert.True(HtmlCharset.TryDetect(header, Rewriting.Bytes(page), isWhole: true, out var charset));
        Assert.Equal(name, charset.Name);
    }

    [Theory]
    [InlineData("utf-8", "", false)]
    [InlineData("utf-8", "\u00EF\u00BB", false)]
    [InlineData("utf-8", "<", true)]
    [InlineData(null, "<!doctype html><html><head>", false)]
    [InlineData(null, "<!doctype html><meta charset=utf-8>", true)]
    public void TryDetect_FirstBytes_SaysWhetherMoreAreNeeded(string? header, string start, bool isKnown) =>
        Assert.Equal(isKnown, HtmlCharset.TryDetect(header, Rewriting.Bytes(start), isWhole: false, out _));

    [Theory]
    [InlineData("utf-16le", false)]
    [InlineData("iso-2022-jp", false)]
    [InlineData("hz-gb-2312", false)]
    [InlineData("shift_jis", true)]
    [InlineData("iso-8859-16", true)]
    [InlineData("x-user-defined", true)]
    public void FromLabel_Charset_SaysWhetherItsMarkupIsAscii(string label, bool isRewritable) =>
        Assert.Equal(isRewritable, HtmlCharset.FromLabel(label)!.IsRewritable);

    [Theory]
    [InlineData("utf-8", "ä€😀", "ä€😀")]
    [InlineData("windows-1252", "ä€😀", "ä€&#128512;")]
    [InlineData("iso-8859-15", "ä€ł", "ä€&#322;")]
    [InlineData("windows-1251", "Привет ä", "Привет &#228;")]
    [InlineData("shift_jis", "日本ä", "日本&#228;")]
    [InlineData("gbk", "中文ä", "中文&#228;")]
    [InlineData("big5", "中文ä", "中文&#228;")]
    [InlineData("euc-jp", "日本ł", "日本&#322;")]
    [InlineData("euc-kr", "한국ä", "한국&#228;")]
    [InlineData("iso-8859-16", "ä", "&#228;")]
    public void Encode_Text_UsesReferencesForWhatIsMissing(string label, string text, string expected)
    {
        var charset = HtmlCharset.FromLabel(label)!;
        Assert.Equal(expected, charset.Encoding.GetString(HtmlText.Encode(text, charset)));
    }

    [Fact]
    public void Encode_UnknownCharset_IsAscii() =>
        Assert.Equal("<p title=\"&#228;&#8364;\">", Encoding.ASCII.GetString(HtmlText.Encode("<p title=\"ä€\">", HtmlCharset.Unknown)));

    // Best-fit look-alikes are no letters of the text.
    [Fact]
    public void Encode_AllLegacyCharsets_ReadBackAsTheText()
    {
        const string Text = "Datenschutz: Größe, “Ārā”, Ελλάδα, Россия, 日本, 中文, 한국, עברית, ไทย, Ω≈ç√∫";
        foreach (var label in new[] { "ibm866", "iso-8859-2", "iso-8859-7", "koi8-u", "macintosh", "windows-1250", "windows-1255", "windows-874", "gb18030", "big5", "euc-jp", "euc-kr", "sjis" })
        {
            var charset = HtmlCharset.FromLabel(label)!;
            Assert.Equal(Text, HtmlText.Decode(HtmlText.Encode(Text, charset), charset));
        }
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData(" de-AT ", "de-AT")]
    [InlineData("zh-Hant-TW", "zh-Hant-TW")]
    [InlineData("", null)]
    [InlineData("de_AT", null)]
    [InlineData("<script>", null)]
    [InlineData(null, null)]
    public void Read_Language_TakesTagsOnly(string? value, string? expected) => Assert.Equal(expected, PageLanguage.Read(value));

    [Fact]
    public void Primary_Tag_IsItsFirstPart() => Assert.Equal("de", PageLanguage.Primary("DE-at"));
}
