using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>What finding costs is counted in steps, so that its growth is tested without a clock.</summary>
public sealed class WorkBudgetTests
{
    /// <summary>Steps a byte that no text may cost; the budget of a field is below.</summary>
    private const double MostStepsPerByte = 600;

    public static TheoryData<string> Patterns => HostileTextTests.Patterns;

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Steps_TextFourTimesAsLong_AreFourTimesAsMany(string pattern)
    {
        long small = Steps(pattern, 16_384);
        long large = Steps(pattern, 65_536);
        Assert.InRange(large, 0, (4.2 * small) + 4096);
        Assert.InRange(large / 65_536.0, 0, MostStepsPerByte);
    }

    [Fact]
    public void Steps_OrdinaryText_AreFarBelowTheBudget()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', DetectionCorpus.Samples.Where(sample => sample.Kind is null).Select(sample => sample.Marked)));
        WorkBudget work = WorkBudget.Unlimited();
        ContentNet.Find(text, new DetectorHit[ContentNet.MaxHits], ref work);
        Assert.InRange(work.Spent, 1, WorkBudget.StepsPerByte / 8 * (long)text.Length);
    }

    [Fact]
    public void Find_BudgetSpent_CountsAsFound()
    {
        byte[] text = "nichts, aber 0171 1234567"u8.ToArray();
        WorkBudget work = WorkBudget.ForField(text.Length);
        work.Spend((int)(WorkBudget.BaseSteps + (WorkBudget.StepsPerByte * text.Length) + 1L));
        Assert.Equal(-1, ContentNet.Find(text, new DetectorHit[16], ref work));
    }

    [Fact]
    public void Find_MoreCandidatesForTheLibraryThanTheBudgetHas_CountsAsFound()
    {
        // Each is asked of three numbering plans and is in none.
        string text = string.Concat(Enumerable.Repeat("0199 99999999 x ", 4000));
        Assert.Equal(-1, ContentNet.Find(Encoding.UTF8.GetBytes(text), new DetectorHit[16]));
    }

    private static long Steps(string pattern, int length)
    {
        StringBuilder text = new();
        while (text.Length < length)
        {
            text.Append(pattern);
        }

        WorkBudget work = WorkBudget.Unlimited();
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        DetectorHit[] hits = new DetectorHit[bytes.Length];
        HitBuffer found = new(hits, ref work);
        CandidateSearch.Run(bytes, ref found);
        return work.Spent;
    }
}
