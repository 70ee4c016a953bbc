using System.Text;
using CsCheck;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed class ScreenGeneralizationTests
{
    [Theory]
    [InlineData("1280x720", "1920x1080")]
    [InlineData("1920x1080", "1920x1080")]
    [InlineData("3440X1440", "1920X1080")]
    [InlineData("2560,1440", "1920,1080")]
    [InlineData("1366×768", "1920×1080")]
    [InlineData("20000x20000", "1920x1080")]
    [InlineData("1200x1", "1920x1080")]
    [InlineData("1199x800", "768x1024")]
    [InlineData("820x1180", "768x1024")]
    [InlineData("700x900", "768x1024")]
    [InlineData("699x900", "360x640")]
    [InlineData("390x844", "360x640")]
    [InlineData("1x1", "360x640")]
    public void TryGeneralizeSize_Pair_BecomesPairOfItsClass(string text, string expected) => Assert.Equal(expected, Generalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1280")]
    [InlineData("1280x")]
    [InlineData("x720")]
    [InlineData("1280x720x24")]
    [InlineData("1280 x 720")]
    [InlineData("1280*720")]
    [InlineData("1280xx720")]
    [InlineData("0x0")]
    [InlineData("0720x1280")]
    [InlineData("1280x0720")]
    [InlineData("1280x0")]
    [InlineData("20001x1")]
    [InlineData("1x20001")]
    [InlineData("-1280x720")]
    [InlineData("+1280x720")]
    [InlineData("1280.5x720")]
    [InlineData("1e3x720")]
    [InlineData("99999999999999999999x720")]
    [InlineData("1280x99999999999999999999")]
    [InlineData(" 1280x720")]
    [InlineData("1280x720 ")]
    [InlineData("１２８０x720")]
    public void TryGeneralizeSize_OtherShape_IsFalse(string text) => Assert.Null(Generalize(text));

    [Theory]
    [InlineData(1, true)]
    [InlineData(20000, true)]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(20001, false)]
    public void TryClassify_Width_HasLimits(int width, bool expected) => Assert.Equal(expected, ScreenGeneralization.TryClassify(width, out _));

    [Theory]
    [InlineData("1920", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("20001", false)]
    [InlineData("", false)]
    [InlineData("01920", false)]
    [InlineData("1920px", false)]
    [InlineData("1920.0", false)]
    [InlineData("wide", false)]
    public void TryClassify_Text_AgreesWithNumber(string width, bool expected) =>
        Assert.Equal(expected, ScreenGeneralization.TryClassify(Encoding.UTF8.GetBytes(width), out _));

    [Fact]
    public void TryGeneralizeSize_AnyPair_IsPairedAndStable() =>
        Gen.Select(Gen.Int[1, 20000], Gen.Int[1, 20000], Gen.OneOf("x", "X", "×", ",")).Sample((width, height, separator) =>
        {
            Assert.True(ScreenGeneralization.TryClassify(width, out ScreenClass screen));
            string expected = Encoding.UTF8.GetString(ScreenGeneralization.WidthText(screen)) + separator + Encoding.UTF8.GetString(ScreenGeneralization.HeightText(screen));
            string once = Generalize($"{width}{separator}{height}")!;
            Assert.Equal(expected, once);
            Assert.Equal(once, Generalize(once));
            Assert.InRange(Encoding.UTF8.GetByteCount(once), 7, ScreenGeneralization.MaxOutputLength);
        });

    [Fact]
    public void TryGeneralizeSize_Pair_AllocatesNothing() =>
        FormText.AssertAllocatesNothing(ScreenGeneralization.TryGeneralizeSize, "1280x720");

    private static string? Generalize(string text) => FormText.Apply(ScreenGeneralization.TryGeneralizeSize, text);
}
