using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>
/// Each folder of <c>tests/corpora/policies</c> is a policy and the exact list of its diagnostics.
/// <c>APPROVE_POLICIES=1 dotnet test …</c> writes the lists anew; read the difference before you commit it.
/// </summary>
public sealed class GoldenPolicyTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases => PolicyCorpus.Cases.Select(c => new TheoryDataRow<string>(c));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Load_Case_GivesExactlyTheExpectedDiagnostics(string name)
    {
        var result = PolicyCorpus.Load(name);

        var actual = string.Concat(result.Diagnostics.Select(d => $"{d}\n"));
        var path = Path.Combine(PolicyCorpus.Folder, name, "expected.txt");
        if (Environment.GetEnvironmentVariable("APPROVE_POLICIES") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
        Assert.Equal(result.Diagnostics.Any(d => d.Severity == Severity.Error), result.Snapshot is null);
    }

    [Fact]
    public void Cases_Together_RaiseEveryId()
    {
        var raised = PolicyCorpus.Cases.SelectMany(c => File.ReadAllLines(Path.Combine(PolicyCorpus.Folder, c, "expected.txt"))).ToList();

        Assert.Empty(DiagnosticIds.All.Where(r => !raised.Exists(l => l.Contains($" {r.Id}: ", StringComparison.Ordinal))).Select(r => r.Id));
    }

    [Fact]
    public void Cases_ThatAreValid_HaveNoDiagnostics()
    {
        Assert.All(PolicyCorpus.Cases.Where(c => c.StartsWith("valid", StringComparison.Ordinal)), c => Assert.Empty(PolicyCorpus.Load(c).Diagnostics));
    }
}
