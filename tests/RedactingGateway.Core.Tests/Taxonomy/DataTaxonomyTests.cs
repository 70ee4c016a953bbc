using System.Collections.Frozen;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Tests.Taxonomy;

public sealed class DataTaxonomyTests
{
    [Theory]
    [InlineData("user.contact", "user.contact", true)]
    [InlineData("user.contact", "user.contact.email", true)]
    [InlineData("user.contact", "user.contacts", false)]
    [InlineData("user.contact.email", "user.contact", false)]
    public void Covers_KeyAndAncestor_GoesByWholeParts(string ancestor, string key, bool expected) =>
        Assert.Equal(expected, DataTaxonomy.Covers(ancestor, key));

    [Theory]
    [InlineData("user.health", true)]
    [InlineData("user.health.genetic", true)]
    [InlineData("user.authorization.password", true)]
    [InlineData("user.contact", false)]
    public void MustBeNamed_SpecialCategoriesAndCredentials_WithAllBelow(string category, bool expected)
    {
        var taxonomy = new DataTaxonomy(FrozenSet<string>.Empty, FrozenSet<string>.Empty, new[] { "user.health" }.ToFrozenSet());

        Assert.Equal(expected, taxonomy.MustBeNamed(category));
    }
}
