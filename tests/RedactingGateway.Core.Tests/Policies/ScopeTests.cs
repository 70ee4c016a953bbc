using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>What voids a consent, and what does not.</summary>
public sealed class ScopeTests
{
    private static readonly string Valid = PolicyCorpus.Policy("valid");

    [Fact]
    public void Scope_IsTwelveCharacters() => Assert.Matches("^[A-Za-z0-9_-]{12}$", Scope(Valid));

    [Theory]
    [InlineData("because: { en: To count visits }", "because: { en: Because we count visits, de: Zum Zählen }")]
    [InlineData("title: { en: Measurement }", "title: { en: Measuring, de: Messung }")]
    [InlineData("name: Vendor Ltd", "name: Vendor Limited")]
    [InlineData("name: Shop", "name: Another shop")]
    [InlineData("path: /t/tracker", "path: /t/other")]
    [InlineData("retention: 14 months", "retention: 12 months")]
    [InlineData("treat: scrubUrl", "treat: { scrubUrl: {} }")]
    public void Scope_TextsAndOrderChange_StaysTheSame(string before, string after) => Assert.Equal(Scope(Valid), Scope(Replace(before, after)));

    [Theory]
    [InlineData("rotate: 30d", "rotate: 31d")]
    [InlineData("treat: scrubUrl", "treat: { scrubUrl: { keepParameters: [utm_source] } }")]
    [InlineData("treat: scrubUrl", "treat: { scrubUrl: { paths: [/user/*] } }")]
    [InlineData("rotate: 30d", "rotate: 30d, bits: 20")]
    [InlineData("    allow:\n", "    allow:\n      user.contact.email: { mask: { first: 1 } }\n")]
    [InlineData("role: processor", "role: processor, reuse: ownPurposes")]
    [InlineData("role: processor", "role: processor, transfers: [{ country: US, safeguard: art49 }]")]
    [InlineData("    allow:\n", "    allow:\n      user.contact.email: hash\n")]
    [InlineData("    title:", "    deviceAccess: { strictlyNecessary: { because: { en: Needed } } }\n    title:")]
    public void Scope_WhatIsCoveredChanges_Changes(string before, string after)
    {
        var policy = Replace(before, after).Replace("use: analytics.reporting", "use: essential.service", StringComparison.Ordinal);

        Assert.NotEqual(Scope(Valid), Scope(policy));
    }

    [Fact]
    public void Scope_AllowedInAnotherOrder_StaysTheSame()
    {
        var lines = Valid.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith("      user.behavior", StringComparison.Ordinal));
        (lines[at], lines[at + 1]) = (lines[at + 1], lines[at]);

        Assert.Equal(Scope(Valid), Scope(string.Join('\n', lines)));
    }

    [Fact]
    public void Scope_AnotherDestinationOfThePurpose_CountsItsRecipient()
    {
        var policy = Valid
            .Replace("destinations:", "  second: { name: Second, country: FR, role: processor, privacyPolicy: \"https://second.example\", retention: 1 month }\ndestinations:", StringComparison.Ordinal)
            .Replace("sites:", "  more: { recipient: second, protocol: tracker, path: /t/more, hosts: { collect: \"https://second.example\" }, purposes: [measurement] }\nsites:", StringComparison.Ordinal);

        Assert.NotEqual(Scope(Valid), Scope(policy));
    }

    [Theory]
    [InlineData("analytics.reporting", "reuse: none", false)]
    [InlineData("analytics.reporting", "reuse: ownPurposes", true)]
    [InlineData("marketing.advertising", "reuse: none", true)]
    public void RefusedByGpc_Default_GoesByUseAndReuse(string use, string reuse, bool expected)
    {
        var policy = Valid.Replace("analytics.reporting", use, StringComparison.Ordinal).Replace("role: processor", $"role: processor, {reuse}", StringComparison.Ordinal);

        Assert.Equal(expected, Purpose(policy).RefusedByGpc);
    }

    [Fact]
    public void Revision_OtherText_IsAnother()
    {
        var first = PolicyCorpus.LoadText(Valid).Snapshot!.Revision;

        Assert.Matches("^[0-9a-f]{12}$", first);
        Assert.Equal(first, PolicyCorpus.LoadText(Valid).Snapshot!.Revision);
        Assert.NotEqual(first, PolicyCorpus.LoadText(Valid + "# a comment\n").Snapshot!.Revision);
    }

    private static string Scope(string policy) => Purpose(policy).Scope;

    private static CompiledPurpose Purpose(string policy)
    {
        var result = PolicyCorpus.LoadText(policy);
        return result.Snapshot?.Destinations[0].Purposes[0] ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static string Replace(string before, string after)
    {
        Assert.Contains(before, Valid, StringComparison.Ordinal);
        return Valid.Replace(before, after, StringComparison.Ordinal);
    }
}
