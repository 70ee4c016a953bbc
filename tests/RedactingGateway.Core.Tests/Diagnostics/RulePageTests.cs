using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Diagnostics;

public sealed class RulePageTests
{
    private static readonly string Folder = Path.Combine(PolicyCorpus.RepositoryRoot, "config", "rules");

    public static IEnumerable<TheoryDataRow<string>> Ids => DiagnosticIds.All.Select(r => new TheoryDataRow<string>(r.Id));

    [Fact]
    public void Pages_AndIds_AreTheSame()
    {
        var pages = Directory.EnumerateFiles(Folder, "RGW*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

        Assert.Equal(DiagnosticIds.All.Select(r => r.Id).Order(StringComparer.Ordinal), pages);
    }

    [Fact]
    public void Ids_AreDistinctAndInOrder() =>
        Assert.Equal(DiagnosticIds.All.Select(r => r.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), DiagnosticIds.All.Select(r => r.Id));

    [Fact]
    public void All_HoldsEveryDeclaredRule()
    {
        var declared = typeof(DiagnosticIds).GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticRule)).Select(f => (DiagnosticRule)f.GetValue(null)!);

        Assert.Equal(declared.OrderBy(r => r.Id, StringComparer.Ordinal), DiagnosticIds.All);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_OfAnId_HasItsTitleAndSections(string id)
    {
        var rule = DiagnosticIds.All.Single(r => r.Id == id);
        var page = File.ReadAllText(Path.Combine(Folder, $"{id}.md"));

        Assert.StartsWith($"# {id}: {rule.Title}\n", page, StringComparison.Ordinal);
        Assert.All(["## Summary", "## Avoid", "## Prefer", "## Why", "```yaml"], section => Assert.Contains(section, page, StringComparison.Ordinal));
        if (id.StartsWith("RGW4", StringComparison.Ordinal))
        {
            Assert.Contains("not legal advice", page, StringComparison.Ordinal);
            Assert.Matches("GDPR|ePrivacy|TDDDG", page);
            Assert.Matches(@"\nSource: .+  \nJurisdiction: .+  \nAs of: 20[0-9]{2}-[0-9]{2}-[0-9]{2}\n", page);
        }
    }
}
