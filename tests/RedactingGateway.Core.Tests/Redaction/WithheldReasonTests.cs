using System.Text.RegularExpressions;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Redaction;

/// <summary>A reason that is new has its words everywhere: visitors read it in each language that ships, authors in <c>explain</c>.</summary>
public sealed class WithheldReasonTests
{
    private static readonly Regex Text = new("^reason\\.(?<code>\\w+): \"(?<text>[^\"]*)\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public static TheoryData<string> Languages { get; } = [.. Directory.EnumerateFiles(Path.Combine(PolicyCorpus.RepositoryRoot, "config", "notices"), "*.yaml").Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Notices_OfEveryLanguage_HaveATextForEveryReasonAndNoOther(string file)
    {
        var texts = Text.Matches(File.ReadAllText(Path.Combine(PolicyCorpus.RepositoryRoot, "config", "notices", file)));

        Assert.Equal(Enum.GetValues<WithheldReason>().Select(r => r.Code()).Order(StringComparer.Ordinal), texts.Select(t => t.Groups["code"].Value).Order(StringComparer.Ordinal));
        Assert.All(texts, t => Assert.NotEqual("", t.Groups["text"].Value.Trim()));
        Assert.Equal(texts.Count, texts.DistinctBy(t => t.Groups["text"].Value).Count());
    }

    [Fact]
    public void Reasons_HaveSentencesOfTheirOwn()
    {
        var sentences = Enum.GetValues<WithheldReason>().Select(r => r.Describe()).ToList();

        Assert.Equal(sentences.Count, sentences.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain("", sentences);
    }
}
