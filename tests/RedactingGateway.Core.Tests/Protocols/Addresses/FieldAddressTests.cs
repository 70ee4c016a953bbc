using CsCheck;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Tests.Protocols.Addresses;

public sealed class FieldAddressTests
{
    [Theory]
    [InlineData("query.tid")]
    [InlineData("query.ep.method")]
    [InlineData("form.cd[value]")]
    [InlineData("query.ep.*")]
    [InlineData("query.*")]
    [InlineData("header.user-agent")]
    [InlineData("cookie._ga")]
    [InlineData("path.version")]
    [InlineData("body.$")]
    [InlineData("body.$.data[].user_data.em[]")]
    [InlineData("body.$[].event")]
    [InlineData("body.$.**.email")]
    [InlineData("body.$.\"a.b\".c")]
    [InlineData("body[]")]
    [InlineData("body[].ep.name")]
    [InlineData("query.cx>$.data[].name")]
    [InlineData("form.data>$.a>form.b")]
    [InlineData("query.\"a b\"")]
    [InlineData("query.\"*\"")]
    public void Parse_CanonicalText_IsItsOwnText(string text) => Assert.Equal(text, FieldAddressParser.Parse(text).Address?.Text);

    [Theory]
    [InlineData("query.cx > $.a", "query.cx>$.a")]
    [InlineData("header.User-Agent", "header.user-agent")]
    [InlineData("body.$.\"plain\"", "body.$.plain")]
    [InlineData("query.\"ep.x\"", "query.ep.x")]
    public void Parse_OtherSpelling_GivesTheCanonicalOne(string text, string expected) => Assert.Equal(expected, FieldAddressParser.Parse(text).Address?.Text);

    [Fact]
    public void ParseList_CommasInQuotes_BelongToTheName()
    {
        var parsed = FieldAddressList.Plain.Parse("query.\"a,b\", body[].c");

        Assert.Equal(["query.\"a,b\"", "body[].c"], parsed.Select(p => p.Address?.Text));
        Assert.Equal((13, 8), (parsed[1].Start, parsed[1].Length));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("query", 5)]
    [InlineData("body.$.a[0]", 8)]
    [InlineData("query.a, query.b", 7)]
    [InlineData("body.$.a]", 8)]
    public void Parse_Malformed_NamesThePlace(string text, int offset) => Assert.Equal(offset, FieldAddressParser.Parse(text).Error?.Offset);

    [Fact]
    public void Parse_AnyText_NeverThrowsAndRoundTrips() =>
        Gen.String[Gen.Char["querybodyform.$[]>*\", ab\\"], 0, 30].Sample(tail =>
        {
            foreach (var start in new[] { "", "query.", "body.$", "body[].", "header.x>" })
            {
                foreach (var parsed in FieldAddressList.Plain.Parse(start + tail))
                {
                    if (parsed.Address is { } address)
                    {
                        Assert.Equal(address, FieldAddressParser.Parse(address.Text).Address);
                    }
                }
            }
        });

    [Theory]
    [InlineData("body.$.a.b", "body.$.a.*")]
    [InlineData("body.$.a.b", "body.$.**")]
    [InlineData("body.$.a.*", "body.$.**")]
    [InlineData("body.$.*.*", "body.$.**")]
    [InlineData("query.ep.x*", "query.ep.*")]
    [InlineData("query.ep.*", "query.*")]
    [InlineData("body.$.**.email", "body.$.**")]
    [InlineData("body.$.a.**", "body.$.**")]
    public void Specificity_OfTheMoreExact_IsGreater(string exact, string loose) => Assert.True(Specificity(exact) > Specificity(loose));

    [Theory]
    [InlineData("body.$.a.*", "body.$.*.b")]
    [InlineData("query.a*", "query.*a")]
    public void Specificity_OfEquals_IsEqual(string one, string other) => Assert.Equal(Specificity(one), Specificity(other));

    private static Specificity Specificity(string text) => FieldAddressParser.Parse(text).Address!.Specificity;
}
