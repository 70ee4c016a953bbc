using System.Globalization;
using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>How well one kind is found in the corpus.</summary>
/// <remarks>
/// A value is found when hits of its kind cover all its bytes: half a value found is half a value leaked. A hit counts as false when it touches
/// no value of its kind, in whatever file the string stands: the hits of a kind are counted over the strings of all kinds.
/// </remarks>
internal sealed class DetectionQuality
{
    private DetectionQuality(DetectorKind kind) => Kind = kind;

    public DetectorKind Kind { get; }

    public int Found { get; private set; }

    public int Missed { get; private set; }

    public int FalseHits { get; private set; }

    public List<string> Errors { get; } = [];

    public double Precision => (double)Found / (Found + FalseHits);

    public double Recall => (double)Found / (Found + Missed);

    /// <summary>Searches the whole corpus.</summary>
    public static IReadOnlyList<DetectionQuality> Measure()
    {
        DetectionQuality[] all = [.. DetectorKinds.All.Select(facts => new DetectionQuality(facts.Kind))];
        DetectorHit[] hits = new DetectorHit[ContentNet.MaxHits];
        foreach (DetectionSample sample in DetectionCorpus.Samples)
        {
            byte[] text = sample.Text(out int start, out int end);
            int count = ContentNet.Find(text, hits);
            Assert.True(count >= 0, "the whole string counts as found: " + sample.Marked);
            foreach (DetectorHit hit in hits[..count])
            {
                bool isTrue = sample.IsPositive && hit.Kind == sample.Kind && hit.Start < end && hit.End > start;
                all[(int)hit.Kind].Count(isTrue, sample, text, hit);
            }

            if (sample.IsPositive)
            {
                all[(int)sample.Kind!].CountValue(Covers(hits.AsSpan(0, count), sample.Kind.Value, start, end), sample);
            }
        }

        return all;
    }

    /// <summary>The rows of the published table.</summary>
    public static string Table(IEnumerable<DetectionQuality> qualities)
    {
        StringBuilder table = new("| kind | values | found | false hits | precision | recall |\n|---|---|---|---|---|---|\n");
        foreach (DetectionQuality each in qualities)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{DetectorKinds.Of(each.Kind).Name}` | {each.Found + each.Missed} | {each.Found} | {each.FalseHits} | {each.Precision:0.000} | {each.Recall:0.000} |\n");
        }

        return table.ToString();
    }

    private static bool Covers(ReadOnlySpan<DetectorHit> hits, DetectorKind kind, int start, int end)
    {
        foreach (DetectorHit hit in hits)
        {
            start = hit.Kind == kind && hit.Start <= start && hit.End > start ? hit.End : start;
        }

        return start >= end;
    }

    private void Count(bool isTrue, DetectionSample sample, byte[] text, DetectorHit hit)
    {
        if (!isTrue)
        {
            FalseHits++;
            Errors.Add($"false {Kind} '{Encoding.UTF8.GetString(text, hit.Start, hit.Length)}' in {sample.Kind} {sample.Marked}");
        }
    }

    private void CountValue(bool isFound, DetectionSample sample)
    {
        Found += isFound ? 1 : 0;
        Missed += isFound ? 0 : 1;
        if (!isFound)
        {
            Errors.Add($"missed {Kind} {sample.Language} {sample.Marked}");
        }
    }
}
