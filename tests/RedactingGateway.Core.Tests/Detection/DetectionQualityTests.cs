using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>
/// The published table of detector quality is true, and reaches its targets. <c>APPROVE_DETECTION_TABLE=1</c> writes it anew;
/// <c>DETECTION_ERRORS=file</c> lists what was missed and what was found falsely.
/// </summary>
public sealed class DetectionQualityTests
{
    private const string Begin = "<!-- quality: written by DetectionQualityTests -->\n";
    private const string End = "<!-- end -->";

    private static readonly IReadOnlyList<DetectionQuality> Measured = DetectionQuality.Measure();

    /// <summary>Least precision and recall, in thousandths.</summary>
    public static TheoryData<DetectorKind, int, int> Targets { get; } = new()
    {
        { DetectorKind.Email, 980, 980 },
        { DetectorKind.PaymentCard, 980, 980 },
        { DetectorKind.Iban, 980, 980 },
        { DetectorKind.TaxId, 980, 980 },
        { DetectorKind.SocialSecurity, 980, 980 },
        { DetectorKind.IdCard, 980, 980 },
        { DetectorKind.Passport, 980, 980 },
        { DetectorKind.Vehicle, 980, 980 },
        { DetectorKind.Phone, 950, 950 },
    };

    [Fact]
    public void Corpus_IsLargeEnough()
    {
        Assert.InRange(DetectionCorpus.Samples.Count(sample => sample.IsPositive), 2000, int.MaxValue);
        Assert.InRange(DetectionCorpus.Samples.Count(sample => !sample.IsPositive), 5000, int.MaxValue);
        Assert.Equal(DetectorKinds.Count, DetectionCorpus.Samples.Where(sample => sample.IsPositive).Select(sample => sample.Kind).Distinct().Count());
        Assert.Equal(["de", "en", "es", "fr", "it", "nl", "pl", "tr"], DetectionCorpus.Samples.Select(sample => sample.Language).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_IsThePublishedOne()
    {
        string file = Path.Combine(DetectionCorpus.Root, "config", "detection.md");
        string page = File.ReadAllText(file);
        int start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, start, StringComparison.Ordinal);
        string table = DetectionQuality.Table(Measured);
        if (Environment.GetEnvironmentVariable("APPROVE_DETECTION_TABLE") == "1")
        {
            File.WriteAllText(file, page[..start] + table + page[end..]);
            return;
        }

        if (Environment.GetEnvironmentVariable("DETECTION_ERRORS") is { Length: > 0 } errors)
        {
            File.WriteAllLines(errors, Measured.SelectMany(each => each.Errors));
        }

        Assert.Equal(page[start..end], table);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Quality_ReachesTarget(DetectorKind kind, int precision, int recall)
    {
        DetectionQuality quality = Measured[(int)kind];
        Assert.InRange(quality.Precision, precision / 1000.0, 1);
        Assert.InRange(quality.Recall, recall / 1000.0, 1);
    }
}
