using CsCheck;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Treatments;

public sealed class MaskTreatmentTests
{
    [Theory]
    [InlineData("DE02120300000000202051", 4, 4, "DE02***************051")]
    [InlineData("4711", 1, 4, "4***")]
    [InlineData("4711", 0, 4, "***1")]
    [InlineData("47", 1, 1, "**")]
    [InlineData("7", 4, 4, "*")]
    [InlineData("10115", 2, 0, "1****")]
    [InlineData("Grüße💳Anna", 1, 2, "G*******na")]
    [InlineData("äöüäöü", 1, 1, "ä****ü")]
    [InlineData("äöüäöü", 2, 4, "äö****")]
    public void Apply_Value_ShowsItsEndsAtMostAThird(string value, int first, int last, string expected) =>
        Assert.Equal(expected, Treated.By(new MaskTreatment(first, last), value));

    [Fact]
    public void Apply_AnyText_KeepsItsLengthAndHidesTwoThirds() =>
        Gen.Select(Gen.String, Gen.Int[0, MaskTreatment.MaxShown], Gen.Int[0, MaskTreatment.MaxShown]).Where(t => t.Item1.Length > 0 && !t.Item1.Any(char.IsSurrogate)).Sample((text, first, last) =>
        {
            text = text.Replace('*', 'x');
            var masked = Treated.By(new MaskTreatment(first, last), text)!;
            Assert.Equal(text.Length, masked.Length);
            Assert.InRange(masked.Count(c => c != '*'), 0, Math.Min(text.Length / 3, first + last));
            Assert.All(masked.Zip(text), pair => Assert.True(pair.First == '*' || pair.First == pair.Second));
        });
}
