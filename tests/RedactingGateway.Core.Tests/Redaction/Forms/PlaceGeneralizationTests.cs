using System.Globalization;
using CsCheck;
using RedactingGateway.Core.Redaction.Forms;
using RedactingGateway.Core.Tests.Detection;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed class PlaceGeneralizationTests
{
    [Theory]
    [InlineData("10115", "10")]
    [InlineData("01067", "01")]
    [InlineData("D-10115", "D-10")]
    [InlineData("1010", "1")]
    [InlineData("CH-8001", "CH-8")]
    [InlineData("LV-1010", "LV-1")]
    [InlineData("101", "1")]
    [InlineData("75008", "75")]
    [InlineData("12345-6789", "12")]
    [InlineData("1012 AB", "10")]
    [InlineData("1012AB", "10")]
    [InlineData("SW1A 1AA", "SW")]
    [InlineData("m1 1ae", "m")]
    [InlineData("K1A 0B1", "K")]
    [InlineData("D02 AF30", "D")]
    [InlineData("00-950", "00")]
    [InlineData("111 22", "11")]
    [InlineData("100-0001", "10")]
    [InlineData("01310-100", "01")]
    [InlineData("10", "10")]
    [InlineData("1", "1")]
    [InlineData("SW", "SW")]
    [InlineData("D-10", "D-10")]
    [InlineData("GB-SW1A", "GB-SW")]
    public void TryGeneralize_Postcode_IsItsRegion(string text, string expected)
    {
        Assert.Equal(expected, Postcode(text));
        Assert.Equal(expected, Postcode(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Berlin")]
    [InlineData("SWA")]
    [InlineData("10115 Berlin")]
    [InlineData("12345678901")]
    [InlineData("-10115")]
    [InlineData("10115-")]
    [InlineData("10--115")]
    [InlineData("10.115")]
    [InlineData("a@b1.de")]
    [InlineData("１０１１５")]
    public void TryGeneralize_NoPostcode_IsFalse(string text) => Assert.Null(Postcode(text));

    [Theory]
    [InlineData("52.520008", "52.5")]
    [InlineData("13.404954", "13.4")]
    [InlineData("-0.1278", "-0.1")]
    [InlineData("-0.04", "0.0")]
    [InlineData("0.05", "0.1")]
    [InlineData("52.5", "52.5")]
    [InlineData("52", "52")]
    [InlineData("-180", "-180")]
    [InlineData("179.96", "180.0")]
    [InlineData("8.0500000", "8.1")]
    public void TryGeneralize_Coordinate_HasOneDecimal(string text, string expected)
    {
        Assert.Equal(expected, Coordinate(text));
        Assert.Equal(expected, Coordinate(expected));
    }

    [Theory]
    [InlineData("")]
    [InlineData("180.1")]
    [InlineData("-181")]
    [InlineData("1000")]
    [InlineData("052.5")]
    [InlineData("52.")]
    [InlineData(".5")]
    [InlineData("+52.5")]
    [InlineData("5.2e1")]
    [InlineData("52,5")]
    [InlineData("52.5 13.4")]
    [InlineData("52.5N")]
    [InlineData("52.520008123456789012")]
    public void TryGeneralize_NoCoordinate_IsFalse(string text) => Assert.Null(Coordinate(text));

    [Fact]
    public void TryGeneralize_AnyCoordinate_IsNearAndStable() => Gen.Double[-180, 180].Sample(degrees =>
    {
        var text = degrees.ToString("F6", CultureInfo.InvariantCulture);
        var once = Coordinate(text)!;
        Assert.InRange(Math.Abs(double.Parse(once, CultureInfo.InvariantCulture) - degrees), 0, 0.050001);
        Assert.Equal(once, Coordinate(once));
    });

    [Fact]
    public void TryGeneralize_AnyPostcode_IsShortAndStable() => GeneratedValues.Characters("ABCxyz0123456789 -", 1, 10).Sample(text =>
    {
        if (Postcode(text) is { } once)
        {
            Assert.StartsWith(once, text, StringComparison.Ordinal);
            Assert.InRange(once.Length, 1, PostcodeGeneralization.MaxOutputLength);
            Assert.Equal(once, Postcode(once));
        }
    }, iter: 2000);

    [Fact]
    public void TryGeneralize_Place_AllocatesNothing()
    {
        FormText.AssertAllocatesNothing(PostcodeGeneralization.TryGeneralize, "10115");
        FormText.AssertAllocatesNothing(CoordinateGeneralization.TryGeneralize, "52.520008");
    }

    private static string? Postcode(string text) => FormText.Apply(PostcodeGeneralization.TryGeneralize, text);

    private static string? Coordinate(string text) => FormText.Apply(CoordinateGeneralization.TryGeneralize, text);
}
