using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>Numbers are the examples of the specifications and of the offices that issue them.</summary>
public sealed class IdentityDetectorTests
{
    [Theory]
    [InlineData("⟦86095742719⟧", DetectorKind.TaxId)]
    [InlineData("IdNr. ⟦86 095 742 719⟧", DetectorKind.TaxId)]
    [InlineData("⟦65929970489⟧", DetectorKind.TaxId)]
    [InlineData("⟦65 170839 J 003⟧", DetectorKind.SocialSecurity)]
    [InlineData("svnr=⟦65170839J003⟧", DetectorKind.SocialSecurity)]
    [InlineData("Personalausweis ⟦T220001293⟧", DetectorKind.IdCard)]
    [InlineData("Ausweisnummer: ⟦L01X00T471⟧", DetectorKind.IdCard)]
    [InlineData("⟦IDD<<T220001293<<<<<<<<<<<<<<<⟧", DetectorKind.IdCard)]
    [InlineData("⟦6408125<2010315D<<<<<<<<<<<<<4⟧", DetectorKind.IdCard)]
    [InlineData("Reisepass ⟦C01X00T47⟧", DetectorKind.Passport)]
    [InlineData("passport no: ⟦L898902C3⟧6UTO", DetectorKind.Passport, false)]
    [InlineData("⟦L898902C36UTO7408122F1204159ZE184226B<<<<<10⟧", DetectorKind.Passport)]
    [InlineData("⟦P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<⟧", DetectorKind.Passport)]
    [InlineData("⟦1M8GDM9AXKP042788⟧", DetectorKind.Vehicle)]
    [InlineData("/car/⟦WVWZZZ1JZXW000001⟧/x", DetectorKind.Vehicle)]
    [InlineData("FIN: ⟦xyz12345678901234⟧", DetectorKind.Vehicle)]
    [InlineData("Kennzeichen ⟦B-AB 1234E⟧", DetectorKind.Vehicle)]
    [InlineData("kennzeichen=⟦mü-ab1⟧&x", DetectorKind.Vehicle)]
    public void Find_Number_FindsExactSpan(string marked, DetectorKind kind, bool expected = true)
    {
        if (expected)
        {
            MarkedText.AssertFinds(marked, kind);
        }
        else
        {
            Assert.DoesNotContain(MarkedText.Find(marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal)), hit => hit.Kind == kind);
        }
    }

    [Theory]
    [InlineData("86095742718")] // check digit
    [InlineData("06095742719")] // begins with 0
    [InlineData("12345678901")] // no digit twice
    [InlineData("x86095742719")]
    [InlineData("860957427190")]
    [InlineData("1.86095742719")]
    [InlineData("65170839J004")]
    [InlineData("01170839J003")]
    [InlineData("65174039J003")]
    [InlineData("Personalausweis T220001294")]
    [InlineData("T220001293")]
    [InlineData("Personalausweis mitbringen")]
    [InlineData("1M8GDM9A1KP042788")]
    [InlineData("ABCDEFGH123456789")]
    [InlineData("B-AB 1234")]
    [InlineData("license plate holder")]
    [InlineData("x << 2 && y << 3")]
    public void Find_NoNumber_FindsNone(string text) => Assert.Empty(MarkedText.Find(text));

    [Fact]
    public void Find_TaxIdWithAnotherDigit_FindsNone()
    {
        // MOD 11,10 finds every single wrong digit (ISO/IEC 7064 section 4).
        const string number = "86095742719";
        for (int i = 0; i < number.Length; i++)
        {
            for (char digit = '0'; digit <= '9'; digit++)
            {
                string changed = number[..i] + digit + number[(i + 1)..];
                Assert.Equal(digit == number[i], MarkedText.Find(changed).Any(hit => hit.Kind == DetectorKind.TaxId));
            }
        }
    }
}
