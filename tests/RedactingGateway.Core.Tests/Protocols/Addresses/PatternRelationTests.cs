using System.Text;
using CsCheck;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Tests.Protocols.Addresses;

public sealed class PatternRelationTests
{
    private static readonly Gen<string> Patterns = Gen.String[Gen.Char["ab*"], 1, 5].Select(p => p.Replace("**", "*", StringComparison.Ordinal));

    private static readonly string[] Names = [.. All(6)];

    [Theory]
    [InlineData("a*", "ab*", true)]
    [InlineData("ab*", "a*", false)]
    [InlineData("*a*", "a*", true)]
    [InlineData("*", "a*b", true)]
    public void Contains_TwoPatterns_ComparesTheirNames(string outer, string inner, bool expected) => Assert.Equal(expected, PatternRelation.Contains(outer, inner));

    [Theory]
    [InlineData("a*", "*b", true)]
    [InlineData("a*", "b*", false)]
    [InlineData("a*b", "ab", true)]
    [InlineData("a*c*", "ab*", true)]
    public void Overlap_TwoPatterns_FindsCommonNames(string a, string b, bool expected) => Assert.Equal(expected, PatternRelation.Overlap(a, b));

    [Fact]
    public void Relations_OfAnyPatterns_AgreeWithTheirNames() => Gen.Select(Patterns, Patterns).Sample((a, b) =>
    {
        var (ofA, ofB) = (new NamePattern(a), new NamePattern(b));
        var inA = Names.Where(n => Matches(ofA, n)).ToHashSet(StringComparer.Ordinal);
        var inB = Names.Where(n => Matches(ofB, n)).ToHashSet(StringComparer.Ordinal);

        // Names of six letters over an alphabet with one more letter than the patterns show every difference here.
        Assert.Equal(inB.IsSubsetOf(inA), PatternRelation.Contains(a, b));
        Assert.Equal(inA.Overlaps(inB) || (a + b).Length > 8 && PatternRelation.Overlap(a, b), PatternRelation.Overlap(a, b));
    });

    private static bool Matches(NamePattern pattern, string name) => pattern.Matches(Encoding.UTF8.GetBytes(name));

    private static IEnumerable<string> All(int length) =>
        length == 0 ? [""] : All(length - 1).SelectMany(n => n.Length == length - 1 ? new[] { n, n + "a", n + "b", n + "c" } : [n]).Distinct(StringComparer.Ordinal);
}
