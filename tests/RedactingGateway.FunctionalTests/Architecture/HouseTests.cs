using System.Text.RegularExpressions;

namespace RedactingGateway.FunctionalTests.Architecture;

/// <summary>Rules of the house that no compiler knows.</summary>
public sealed partial class HouseTests
{
    private static readonly string[] NamesThatSayNothing = ["Common", "Helpers", "Utils", "Utilities", "Abstractions", "Misc", "Shared"];

    // Names of fields that vendors, the IAB and SDKs spell this way; we only read them.
    private static readonly string[] ForeignNames =
    [
        "anonymousId", "anonymous_id", "anonymous_user", "anonymous_user_id", "anonymousUserId", "anonymous-id", "anonymous_distinct_id", "anonymize_ip", "anonymizeIp", "anonymousid",
    ];

    private static readonly string[] TextFiles = [".cs", ".md", ".yaml", ".yml", ".json", ".html", ".css", ".js", ".txt", ".csproj", ".props", ".http"];

    [Fact]
    public void NoFolder_SaysNothing() =>
        Assert.DoesNotContain(
            new[] { "src", "tests", "loadtests" }.SelectMany(Repository.Files).Where(f => !f.StartsWith("tests/corpora/", StringComparison.Ordinal)),
            f => f.Split('/')[..^1].SelectMany(p => p.Split('.')).Any(NamesThatSayNothing.Contains));

    [Fact]
    public void NoText_CallsTreatedValuesAnonymous()
    {
        var texts = new[] { "src", "config", "docs", "loadtests" }.SelectMany(Repository.Files)
            .Concat(["README.md", "CHANGELOG.md"])
            .Where(f => TextFiles.Contains(Path.GetExtension(f)) && File.Exists(Path.Combine(Repository.Root, f)));

        var found = texts.SelectMany(f => Words().Matches(File.ReadAllText(Path.Combine(Repository.Root, f)))
            .Where(m => !ForeignNames.Contains(m.Value))
            .Select(m => $"{f}: {m.Value}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("an anonymous value", true)]
    [InlineData("Anonymisierung", true)]
    [InlineData("pseudonymous", false)]
    [InlineData("pseudonymize", false)]
    public void TheSearch_FindsTheWordAndNotItsRelatives(string text, bool isFound) => Assert.Equal(isFound, Words().IsMatch(text));

    [Fact]
    public void EveryNamespaceOfTheHost_IsItsFolder()
    {
        var wrong = Repository.Files("src/RedactingGateway").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.EndsWith("/Program.cs", StringComparison.Ordinal))
            .Where(f => !File.ReadLines(Path.Combine(Repository.Root, f)).Contains($"namespace {Namespace(f)};"));

        Assert.Empty(wrong);
    }

    private static string Namespace(string file) => string.Join('.', file.Split('/')[1..^1]);

    // Snowplow's header is called SP-Anonymous, whatever it does.
    [GeneratedRegex(@"(?<!sp-)\banonym[\w-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
