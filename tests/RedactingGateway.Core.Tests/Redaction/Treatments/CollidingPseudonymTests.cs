using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Treatments;

public sealed class CollidingPseudonymTests
{
    [Fact]
    public void Pseudonymize_EightBits_GivesEachOf256ToManyPeople()
    {
        var treatment = Treatment("vendor", bits: 8);
        var pseudonyms = Enumerable.Range(0, 10_000).Select(i => Treated.By(treatment, $"visitor {i}")!).GroupBy(p => p).ToList();

        Assert.Equal(256, pseudonyms.Count);
        Assert.All(pseudonyms, p => Assert.InRange(p.Count(), 10, 80));
        Assert.All(pseudonyms, p => Assert.Matches("^[1-9][0-9]{9}\\.[1-9][0-9]{9}$", p.Key));
    }

    [Fact]
    public void Pseudonymize_FortyBits_TellsAnAudienceApart() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(i => Treated.By(Treatment("vendor", bits: 40), $"visitor {i}")).Distinct().Count());

    [Fact]
    public void Pseudonymize_OtherDomainOrBits_CannotBeJoined()
    {
        var pseudonyms = new[] { Treatment("vendor", 20), Treatment("other", 20), Treatment("vendor", 21), Treatment("vendor", 0) }.Select(t => Treated.By(t, "visitor"));
        Assert.Equal(4, pseudonyms.Distinct().Count());
    }

    [Fact]
    public void Form_WithBits_SaysSo() => Assert.Equal("pseudonymize (d10.d10, 30 days, 20 bits)", Treatment("vendor", 20).Form);

    private static PseudonymizeTreatment Treatment(string domain, int bits) => new(domain, "user.unique_id", 30, PseudonymShape.Parse("d10.d10"), bits);
}
