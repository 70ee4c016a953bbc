using System.Globalization;
using System.Text;
using CsCheck;
using RedactingGateway.Core.Redaction.Forms;

namespace RedactingGateway.Core.Tests.Redaction.Forms;

public sealed class ClientHintsGeneralizationTests
{
    [Theory]
    // as in Google Analytics 4, uafvl
    [InlineData("Chromium;140.0.0.0|Not=A?Brand;24.0.0.0", "Chromium;140.0.0.0")]
    [InlineData("Google Chrome;143.0.7499.4|Chromium;143.0.7499.4|Not A(Brand;24.0.0.0", "Chromium;143.0.0.0|Google Chrome;143.0.0.0")]
    [InlineData("Google%20Chrome;143.0.7499.4|Chromium;143.0.7499.4|Not%20A(Brand;24.0.0.0", "Chromium;143.0.0.0|Google%20Chrome;143.0.0.0")]
    [InlineData("Not;A=Brand;99.0.0.0|Microsoft Edge;140.0.3485.54", "Microsoft Edge;140.0.0.0")]
    [InlineData("HeadlessChrome;143.0.7499.4|Chromium;143|Opera;122.0.1", "Chromium;143|Opera;122.0.0")]
    [InlineData("Samsung Internet;28.0.1.2|Chromium;130.0.0.0", "Chromium;130.0.0.0|Samsung Internet;28.0.0.0")]
    [InlineData("Chromium;140.1|Chromium;77.7", "Chromium;140.0")]
    // Sec-CH-UA, Sec-CH-UA-Full-Version-List
    [InlineData("\"Chromium\";v=\"156\", \"Not:A-Brand\";v=\"8\"", "\"Chromium\";v=\"156\"")]
    [InlineData("\"Not)A;Brand\";v=\"8\", \"Chromium\";v=\"138\", \"Google Chrome\";v=\"138\"", "\"Chromium\";v=\"138\", \"Google Chrome\";v=\"138\"")]
    [InlineData("\"Google Chrome\";v=\"143.0.7499.4\",\"Chromium\";v=\"143.0.7499.4\"", "\"Chromium\";v=\"143.0.0.0\", \"Google Chrome\";v=\"143.0.0.0\"")]
    [InlineData("\"\\\"Not\\\\A,Brand\";v=\"99\", \"Microsoft Edge\";v=\"140\"", "\"Microsoft Edge\";v=\"140\"")]
    // a major version that no browser has
    [InlineData("Chromium;1000.0|Opera;122.0", "Opera;122.0")]
    public void TryGeneralizeBrands_List_KeepsKnownBrandsAndMajors(string text, string expected) => Assert.Equal(expected, Brands(text));

    [Theory]
    [InlineData("")]
    [InlineData("Chromium")]
    [InlineData("Chromium;")]
    [InlineData("Chromium;x")]
    [InlineData("Chromium;140.")]
    [InlineData("Chromium;140.0|")]
    [InlineData("|Chromium;140.0")]
    [InlineData("Chromium;140.0||Opera;1")]
    [InlineData(";140.0")]
    [InlineData("chromium;140.0")]
    [InlineData("Brave;140.0|Not=A?Brand;24")]
    [InlineData("Chromium;1.2.3.4.5.6.7")]
    [InlineData("Chromium;0140.0")]
    [InlineData("\"Chromium\"")]
    [InlineData("\"Chromium\";v=\"140\",")]
    [InlineData("\"Chromium\";v=\"140\";x=1")]
    [InlineData("\"Chromium\";v=140")]
    [InlineData("\"Chromium\";v=\"140\" \"Opera\";v=\"1\"")]
    [InlineData("\"Chromium\";v=\"140")]
    [InlineData("\"Chromium\\")]
    [InlineData("\"Chromium\";v=\"")]
    [InlineData("\"")]
    [InlineData("\"Chromium\";v=\"anna@example.org\"")]
    [InlineData("[{\"brand\":\"Chromium\",\"version\":\"140\"}]")]
    public void TryGeneralizeBrands_OtherShape_IsFalse(string text) => Assert.Null(Brands(text));

    [Fact]
    public void TryGeneralizeBrands_TooManyEntries_IsFalse()
    {
        Assert.Equal("Chromium;1", Brands(string.Join('|', Enumerable.Repeat("Chromium;1", 16))));
        Assert.Null(Brands(string.Join('|', Enumerable.Repeat("Chromium;1", 17))));
    }

    [Theory]
    [InlineData("143.0.7499.4", "143.0.0.0")]
    [InlineData("143", "143")]
    [InlineData("15.1", "15.0")]
    [InlineData("18_6_2", "18_0_0")]
    [InlineData("6.8.0", "6.0.0")]
    [InlineData("0.9.1", "0.0.0")]
    [InlineData("2026.11.23", "2026.0.0")]
    [InlineData("1.2.3.4.5.6", "1.0.0.0.0.0")]
    [InlineData("14.012.345678901234567890", "14.0.0")]
    [InlineData("\"14.5.0\"", "\"14.0.0\"")]
    [InlineData("\"\"", "\"\"")]
    public void TryGeneralizeVersion_Version_KeepsFirstSegmentAndTheirNumber(string text, string expected) => Assert.Equal(expected, Version(text));

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData(".")]
    [InlineData("14.")]
    [InlineData(".14")]
    [InlineData("14..0")]
    [InlineData("14.0_1")]
    [InlineData("14-0")]
    [InlineData("014.0")]
    [InlineData("10000.0")]
    [InlineData("99999999999")]
    [InlineData("v14.0")]
    [InlineData("14.0beta")]
    [InlineData("14.0 ")]
    [InlineData("1.2.3.4.5.6.7")]
    [InlineData("\"14.0")]
    [InlineData("Windows 11")]
    public void TryGeneralizeVersion_OtherShape_IsFalse(string text) => Assert.Null(Version(text));

    [Fact]
    public void TryGeneralizeVersion_AnyVersion_IsStableAndHoldsOneNumber() => Gen.Select(
        Gen.Int[0, 9999], Gen.Int[0, int.MaxValue].Array[0, 5], Gen.OneOf(".", "_"), Gen.Bool).Sample((major, rest, separator, quoted) =>
    {
        string quote = quoted ? "\"" : string.Empty;
        string once = Version($"{quote}{string.Join(separator, rest.Prepend(major))}{quote}")!;
        Assert.Equal(quote + major.ToString(CultureInfo.InvariantCulture) + string.Concat(rest.Select(_ => separator + "0")) + quote, once);
        Assert.Equal(once, Version(once));
        Assert.InRange(once.Length, 1, ClientHintsGeneralization.MaxVersionLength);
    });

    [Fact]
    public void TryGeneralizeBrands_AnyList_IsStableAndClosed() => Gen.Select(
        Gen.OneOf("Chromium", "Google Chrome", "Microsoft Edge", "Opera", "Samsung Internet", "Brave", "SECRET", "Not;A=Brand", "Not A(Brand").Array[1, 8],
        Gen.Int[1, 999].Array[8],
        Gen.OneOf("", ".0", ".0.7777.77", ".777.777.777.777.777"),
        Gen.OneOf(0, 1, 2)).Sample((names, majors, minor, spelling) =>
    {
        string text = spelling switch
        {
            0 => string.Join('|', names.Select((name, i) => $"{name};{majors[i]}{minor}")),
            1 => string.Join('|', names.Select((name, i) => $"{name.Replace(" ", "%20", StringComparison.Ordinal)};{majors[i]}{minor}")),
            _ => string.Join(", ", names.Select((name, i) => $"\"{name}\";v=\"{majors[i]}{minor}\"")),
        };
        string? once = Brands(text);
        if (once is null)
        {
            Assert.DoesNotContain(names, name => name is "Chromium" or "Google Chrome" or "Microsoft Edge" or "Opera" or "Samsung Internet");
            return;
        }

        Assert.Equal(once, Brands(once));
        Assert.DoesNotContain("777", once.Replace(";777", string.Empty, StringComparison.Ordinal).Replace("=\"777", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", once, StringComparison.Ordinal);
        Assert.DoesNotContain("Brand", once, StringComparison.Ordinal);
        Assert.DoesNotContain("Brave", once, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(once), 6, ClientHintsGeneralization.MaxBrandsLength);
    });

    [Fact]
    public void TryGeneralize_AnyValue_AllocatesNothing()
    {
        FormText.AssertAllocatesNothing(ClientHintsGeneralization.TryGeneralizeBrands, "\"Chromium\";v=\"138\", \"Google Chrome\";v=\"138\"");
        FormText.AssertAllocatesNothing(ClientHintsGeneralization.TryGeneralizeBrands, "Chromium;140.0.0.0|Not=A?Brand;24.0.0.0");
        FormText.AssertAllocatesNothing(ClientHintsGeneralization.TryGeneralizeVersion, "143.0.7499.4");
    }

    [Fact]
    public void TryGeneralize_RandomText_NeverThrowsAndIsStable() =>
        Gen.OneOf([.. "\"\"\\;;||v=,. _0189%", "Chromium"[0]]).Array[0, 30].Sample(characters =>
        {
            string text = new(characters);
            string? brands = Brands("Chromium;1|" + text);
            Assert.Equal(brands, brands is null ? null : Brands(brands));
            string? version = Version(text);
            Assert.Equal(version, version is null ? null : Version(version));
        });

    private static string? Brands(string text) => FormText.Apply(ClientHintsGeneralization.TryGeneralizeBrands, text);

    private static string? Version(string text) => FormText.Apply(ClientHintsGeneralization.TryGeneralizeVersion, text);
}
