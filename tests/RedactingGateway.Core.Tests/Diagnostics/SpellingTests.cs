using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Tests.Diagnostics;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("purpose", "purposes")]
    [InlineData("emial", "email")]
    [InlineData("data_protection_officer", "dataProtectionOfficer")]
    [InlineData("Basis", "basis")]
    [InlineData("somethingElse", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Nearest_Name_FindsWhatWasMeant(string name, string? expected) =>
        Assert.Equal(expected, Spelling.Nearest(name, ["purposes", "email", "dataProtectionOfficer", "basis", "as"]));

    [Theory]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "acb", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("abc", "xbcy", 2)]
    public void Distance_OfTwoNames_CountsEdits(string a, string b, int expected)
    {
        Assert.Equal(expected, Spelling.Distance(a, b, limit: 5));
        Assert.Equal(expected, Spelling.Distance(b, a, limit: 5));
    }
}
