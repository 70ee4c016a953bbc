using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Notices.Texts;

public sealed class NoticeTextsTests
{
    [Fact]
    public void ShippedTexts_AreCompleteInEveryLanguage()
    {
        var diagnostics = new DiagnosticBag();
        var files = PolicyFiles.ReadShipped("notices", Path.Combine(AppContext.BaseDirectory, "config"), diagnostics);

        Assert.True(files.Count >= 2);
        NoticeTextsBinder.Bind(files, diagnostics);
        Assert.Empty(diagnostics.Sorted());

        static IEnumerable<string> Keys(PolicyFile file) => file.Text.Split('\n').Where(l => l.Contains(": ", StringComparison.Ordinal) && !l.StartsWith('#')).Select(l => l.Split(": ", 2)[0]).Order(StringComparer.Ordinal);
        Assert.Equal(Keys(files[0]), Keys(files[1]));
    }

    [Fact]
    public void AuthorsText_StandsOverTheShippedOne_AndTheRestStays()
    {
        var texts = Bind(("en", true, "button.refuse: Refuse all\nlist.separator: \", \"\nlist.last: \"{0} and {1}\"\n"), ("en", false, "button.refuse: No\n"));

        var english = texts.Languages.Single();
        Assert.Equal("No", english["button.refuse"]);
        Assert.Equal("a and b", english.List(["a", "b"]));
    }

    [Theory]
    [InlineData("oneOther", "0:other 1:one 2:other 5:other 21:other")]
    [InlineData("none", "0:other 1:other 2:other 5:other 21:other")]
    [InlineData("zeroOneOther", "0:one 1:one 2:other 5:other 21:other")]
    [InlineData("slavic", "0:many 1:one 2:few 5:many 21:one")]
    [InlineData("polish", "0:many 1:one 2:few 5:many 21:many")]
    [InlineData("czech", "0:other 1:one 2:few 5:other 21:other")]
    public void Plural_IsTheFamilys(string family, string expected) =>
        Assert.Equal(expected, string.Join(' ', new[] { 0, 1, 2, 5, 21 }.Select(n => $"{n}:{Plural.FormOf(family, n)}")));

    [Fact]
    public void Count_TakesTheFormThatIsThere()
    {
        var english = Bind(("en", true, "language.plural: oneOther\nx.one: \"{0} thing, {1}\"\nx.other: \"{0} things, {1}\"\ny.other: \"{0} sheep\"\n")).Languages.Single();

        Assert.Equal("1 thing, a", english.Count("x", 1, "a"));
        Assert.Equal("2 things, a", english.Count("x", 2, "a"));
        Assert.Equal("1 sheep", english.Count("y", 1));
    }

    private static NoticeTexts Bind(params (string Language, bool IsShipped, string Text)[] files) =>
        NoticeTextsBinder.Bind(files.Select(f => new PolicyFile($"notices/{f.Language}.yaml", $"notices/{f.Language}.yaml", f.Text) { IsShipped = f.IsShipped }), new DiagnosticBag());
}
