using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Checks;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class DetectorKindsTests
{
    [Fact]
    public void All_IsInOrderOfTheKinds() => Assert.Equal(Enum.GetValues<DetectorKind>(), DetectorKinds.All.Select(facts => facts.Kind));

    [Fact]
    public void All_FitsTheBitsOfAnInt() => Assert.InRange(DetectorKinds.Count, 1, 31);

    [Fact]
    public void All_HaveNamesAndStrictnessOfTheirOwn()
    {
        Assert.Equal(DetectorKinds.Count, DetectorKinds.All.Select(facts => facts.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(DetectorKinds.Count, DetectorKinds.All.Select(facts => facts.Strictness).Distinct().Count());
    }

    [Fact]
    public void All_HaveACategoryOfTheShippedTaxonomy()
    {
        string taxonomy = File.ReadAllText(Path.Combine(DetectionCorpus.Root, "config", "taxonomy", "fideslang.yaml"));
        Assert.All(DetectorKinds.All, facts => Assert.Contains($"\n  {facts.Category}: ", taxonomy, StringComparison.Ordinal));
    }

    [Fact]
    public void Categories_OfCredentials_CannotBeSent()
    {
        Assert.DoesNotContain("user.authorization.credentials", DetectedCategories.All);
        Assert.DoesNotContain("user.authorization.password", DetectedCategories.All);
    }

    [Fact]
    public void Placeholder_IsNoFind() => Assert.All(DetectorKinds.All, facts =>
    {
        Assert.Empty(MarkedText.Find(facts.Placeholder));
        Assert.Empty(MarkedText.Find(facts.PathSegment));
    });

    [Fact]
    public void ShippedPolicy_WhereCredentialsAreAllowed_WithholdsFoundOnes()
    {
        // api_secret is the site's own key in a field of its own; a key in a visitor's text is not.
        PolicySnapshot policy = PolicyLoader.Load(Path.Combine(DetectionCorpus.Root, "config")).Snapshot!;
        Assert.All(policy.Destinations, destination =>
        {
            Assert.Null(destination.Detected[(int)DetectorKind.Token].For(ulong.MaxValue));
            Assert.Null(destination.Detected[(int)DetectorKind.Password].For(ulong.MaxValue));
        });
    }
}
