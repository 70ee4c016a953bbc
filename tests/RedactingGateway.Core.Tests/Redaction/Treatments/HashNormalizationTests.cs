using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Treatments;

public sealed class HashNormalizationTests
{
    [Theory]
    [InlineData(HashNormalizer.Email, " Anna.Beck+x@Example.ORG ", "anna.beck+x@example.org")]
    [InlineData(HashNormalizer.Email, "Anna.Beck@gmail.com", "anna.beck@gmail.com")]
    [InlineData(HashNormalizer.EmailGoogle, "Anna.B.eck+x@Gmail.com", "annabeck+x@gmail.com")]
    [InlineData(HashNormalizer.EmailGoogle, "anna.beck@googlemail.com", "annabeck@googlemail.com")]
    [InlineData(HashNormalizer.EmailGoogle, "anna.beck@example.org", "anna.beck@example.org")]
    [InlineData(HashNormalizer.EmailGoogle, "anna.beck@gmail.com.example", "anna.beck@gmail.com.example")]
    [InlineData(HashNormalizer.PhoneE164, " +49 (30) 901820-0 ", "+49309018200")]
    [InlineData(HashNormalizer.PhoneDigits, "0049 30 9018200", "49309018200")]
    [InlineData(HashNormalizer.DateDigits, "1992-5-17", "19920517")]
    [InlineData(HashNormalizer.DateDigits, "17.05.1992", "19920517")]
    [InlineData(HashNormalizer.DateDigits, "19920517", "19920517")]
    [InlineData(HashNormalizer.LettersDigits, " New York ", "newyork")]
    [InlineData(HashNormalizer.LettersDigits, "Saint-Étienne", "saintétienne")]
    [InlineData(HashNormalizer.LettersDigits, "Москва (центр)", "москвацентр")]
    [InlineData(HashNormalizer.LettersDigits, "SW1A 1AA", "sw1a1aa")]
    [InlineData(HashNormalizer.LettersDigits, "𠮷野", "𠮷野")]
    [InlineData(HashNormalizer.TrimLower, "  Anna  Beck ", "anna  beck")]
    [InlineData(HashNormalizer.AsIs, " A ", " A ")]
    public void Hash_Value_IsOfTheVendorsSpelling(HashNormalizer normalizer, string value, string spelling) =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spelling))), Hash(normalizer, value));

    [Theory]
    [InlineData(HashNormalizer.Email, "anna")]
    [InlineData(HashNormalizer.Email, "@example.org")]
    [InlineData(HashNormalizer.Email, "anna@")]
    [InlineData(HashNormalizer.Email, "a@b@c.example")]
    [InlineData(HashNormalizer.Email, "anna beck@example.org")]
    [InlineData(HashNormalizer.EmailGoogle, "..@gmail.com")]
    [InlineData(HashNormalizer.PhoneE164, "030 9018200")]
    [InlineData(HashNormalizer.PhoneE164, "+49 call me")]
    [InlineData(HashNormalizer.PhoneE164, "+12")]
    [InlineData(HashNormalizer.DateDigits, "1992")]
    [InlineData(HashNormalizer.DateDigits, "1992-05")]
    [InlineData(HashNormalizer.DateDigits, "05/17/1992")]
    [InlineData(HashNormalizer.DateDigits, "1992-02-30")]
    [InlineData(HashNormalizer.LettersDigits, " - ")]
    [InlineData(HashNormalizer.TrimLower, " \t ")]
    [InlineData(HashNormalizer.AsIs, "  ")]
    public void Hash_ValueThatVendorsCannotMatch_IsDropped(HashNormalizer normalizer, string value) => Assert.Null(Hash(normalizer, value));

    [Theory]
    [InlineData(HashNormalizer.DateDigits)]
    [InlineData(HashNormalizer.LettersDigits)]
    [InlineData(HashNormalizer.EmailGoogle)]
    public void Hash_ValueThatIsHashed_Passes(HashNormalizer normalizer)
    {
        var hashed = Convert.ToHexStringLower(SHA256.HashData("x"u8));
        Assert.Equal(hashed, Hash(normalizer, hashed));
    }

    [Fact]
    public void Hash_AsLongAsOneInBase64Url_IsHashedWhereItIsNone()
    {
        // 43 characters, of which the at sign and the dots are no digits.
        const string address = "anna.schmidt.von.und.zu.hohenfels@example.o";
        var hashed = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData("x"u8));

        Assert.Equal(hashed.Length, address.Length);
        Assert.Equal(
            System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(address))),
            Treated.By(new HashTreatment(HashNormalizer.Email, HashOutput.Base64Url), address));
        Assert.Equal(hashed, Treated.By(new HashTreatment(HashNormalizer.Email, HashOutput.Base64Url), hashed));
    }

    private static string? Hash(HashNormalizer normalizer, string value) => Treated.By(new HashTreatment(normalizer, HashOutput.Hex), value);
}
