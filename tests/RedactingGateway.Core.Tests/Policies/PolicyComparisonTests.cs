using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Policies.Comparison;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>Pairs of policies below <c>tests/corpora/diffs</c>, each with its meaning, checked by hand.</summary>
public sealed class PolicyComparisonTests
{
    private static string Folder { get; } = Path.Combine(PolicyCorpus.RepositoryRoot, "tests", "corpora", "diffs");

    public static TheoryData<string> Pairs => [.. Directory.EnumerateDirectories(Folder).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Compare_Pair_SaysWhatItMeans(string name)
    {
        var comparison = PolicyComparison.Compare(Load(name, "old.yaml"), Load(name, "new.yaml"));
        var lines = comparison.Changes.Select(c => $"{c.Direction} {c.Kind}: {c.Sentence}").Concat(comparison.Consents.Select(c => $"Void: {c.Purpose}"));
        var actual = string.Concat(lines.Select(l => $"{l}\n"));
        var expected = await File.ReadAllTextAsync(Path.Combine(Folder, name, "expected.txt"), TestContext.Current.CancellationToken);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Pairs_AreAtLeastThirty() => Assert.InRange(Pairs.Count, 30, 100);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compare_WithItself_IsEmpty(string name)
    {
        var policy = Load(name, "new.yaml");
        Assert.True(PolicyComparison.Compare(policy, policy).IsEmpty);
    }

    // What a change lets leave, taking it back keeps from leaving.
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Compare_TheOtherWayRound_GainsAndLossesChangePlaces(string name)
    {
        var (old, now) = (Load(name, "old.yaml"), Load(name, "new.yaml"));
        Assert.Equal(Keys(PolicyComparison.Compare(old, now), ChangeKind.Gained), Keys(PolicyComparison.Compare(now, old), ChangeKind.Lost));
        Assert.Equal(Keys(PolicyComparison.Compare(old, now), ChangeKind.Lost), Keys(PolicyComparison.Compare(now, old), ChangeKind.Gained));
    }

    private static IEnumerable<string> Keys(PolicyComparison comparison, ChangeKind kind) => comparison.Changes
        .Where(c => c.Kind == kind)
        .Select(c => $"{c.Recipient} {c.Purpose} {string.Join(',', c.Categories)} {c.From}{c.To} {string.Join(',', c.Visitors)}")
        .Order(StringComparer.Ordinal);

    private static PolicySnapshot Load(string name, string file)
    {
        var loaded = PolicyCorpus.LoadText(File.ReadAllText(Path.Combine(Folder, name, file)));
        return loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
    }
}
