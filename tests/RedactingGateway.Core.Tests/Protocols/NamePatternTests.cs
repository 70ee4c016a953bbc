using System.Text;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Tests.Protocols;

public sealed class NamePatternTests
{
    [Theory]
    [InlineData("ep.*", "ep.", true)]
    [InlineData("ep.*", "ep.method", true)]
    [InlineData("ep.*", "epn.method", false)]
    [InlineData("*_id", "user_id", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "aXcYb", false)]
    [InlineData("exact", "exact", true)]
    [InlineData("ü*", "über", true)]
    public void Matches_Name_GoesByTheWholeName(string pattern, string name, bool expected) =>
        Assert.Equal(expected, new NamePattern(pattern).Matches(Encoding.UTF8.GetBytes(name)));
}
