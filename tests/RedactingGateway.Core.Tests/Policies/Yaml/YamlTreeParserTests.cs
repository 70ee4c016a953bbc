using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Tests.Policies.Yaml;

public sealed class YamlTreeParserTests
{
    [Fact]
    public void Parse_Mapping_KeepsPlaces()
    {
        var root = Parse("a: 1\nb: [x, \"y z\"]\n").Root!;

        Assert.Equal(["a", "b"], root.Entries.Select(e => e.Key.Value));
        var list = Assert.IsType<YamlSequence>(root.Find("b"));
        Assert.Equal(new SourceSpan("f", 2, 8, 2, 13), list.Items[1].Span);
    }

    [Fact]
    public void Slice_OfPlainAndQuotedText_IsThePart()
    {
        var root = Parse("a: one two\nb: \"one two\"\nc: \"one\\ttwo\"\n").Root!;

        Assert.Equal("f:1:8", Slice(root, "a").ToString());
        Assert.Equal("f:2:9", Slice(root, "b").ToString());
        Assert.Equal("f:3:4", Slice(root, "c").ToString());

        static SourceSpan Slice(YamlMapping root, string key) => ((YamlScalar)root.Find(key)!).Slice(4, 3);
    }

    [Theory]
    [InlineData("a: ", true)]
    [InlineData("a: ~", true)]
    [InlineData("a: null", true)]
    [InlineData("a: \"null\"", false)]
    [InlineData("a: ''", false)]
    [InlineData("a: NO", false)]
    public void IsNull_PlainText_GoesByYaml12(string text, bool expected) => Assert.Equal(expected, ((YamlScalar)Parse(text).Root!.Find("a")!).IsNull);

    [Theory]
    [InlineData("\"\\UFFFFFFFF\"")]
    [InlineData("a: \"\\xZZ\"")]
    [InlineData("a: [")]
    [InlineData("a: {b: ]")]
    [InlineData("%YAML 9.9\n---\na: 1")]
    [InlineData("? [a]\n: b")]
    [InlineData("a: &x [*x]")]
    [InlineData("\u0000")]
    [InlineData("a: |\n\tb")]
    [InlineData("--- >\n...\n...")]
    public void Parse_StrangeText_IsReportedAndNeverThrows(string text)
    {
        var diagnostics = new DiagnosticBag();

        YamlTreeParser.Parse("f", text, diagnostics);

        Assert.True(diagnostics.HasErrors);
    }

    private static YamlDocument Parse(string text) => YamlTreeParser.Parse("f", text, new DiagnosticBag());
}
