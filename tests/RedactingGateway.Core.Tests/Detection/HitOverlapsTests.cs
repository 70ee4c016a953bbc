using CsCheck;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class HitOverlapsTests
{
    [Fact]
    public void Resolve_NoCandidates_FindsNone() => Assert.Empty(Resolve());

    [Fact]
    public void Resolve_CandidatesApart_SortsByStart() => Assert.Equal(
        [Email(0, 5), Ip(7, 9)],
        Resolve(Ip(7, 9), Email(0, 5)));

    [Fact]
    public void Resolve_NestedCandidate_LongestWins() => Assert.Equal([Email(0, 20)], Resolve(Ip(5, 7), Email(0, 20), Ip(13, 7)));

    [Fact]
    public void Resolve_SameSpan_StrictestWins()
    {
        DetectorHit card = new(3, 16, DetectorKind.PaymentCard);
        Assert.Equal([card], Resolve(Ip(3, 16), Email(3, 16), new DetectorHit(3, 16, DetectorKind.Iban), card));
    }

    [Fact]
    public void Resolve_PartialOverlap_LoserKeepsItsRest() => Assert.Equal([Email(0, 10), Ip(10, 4)], Resolve(Ip(6, 8), Email(0, 10)));

    [Fact]
    public void Resolve_LoserOnBothSides_KeepsBothRests() => Assert.Equal(
        [Ip(0, 10), Email(10, 2), Ip(12, 10)],
        Resolve(Email(8, 6), Ip(0, 10), Ip(12, 10)));

    [Fact]
    public void Resolve_MoreThanFit_ReturnsMinusOne()
    {
        DetectorHit[] candidates = [Ip(0, 2), Ip(3, 2), Ip(6, 2)];
        Assert.Equal(3, HitOverlaps.Resolve(candidates, new DetectorHit[3]));
        Assert.Equal(-1, HitOverlaps.Resolve(candidates, new DetectorHit[2]));
        Assert.Equal(-1, HitOverlaps.Resolve(candidates, []));
    }

    [Fact]
    public void Resolve_AnyCandidates_CoversExactlyTheirBytesOnce()
    {
        Gen<DetectorHit> hit = Gen.Select(Gen.Int[0, 40], Gen.Int[1, 20], Gen.Int[0, DetectorKinds.Count - 1])
            .Select((start, length, kind) => new DetectorHit(start, length, (DetectorKind)kind));
        hit.Array[0, 8].Sample(candidates =>
        {
            DetectorHit[] hits = Resolve([.. candidates]);
            bool[] covered = new bool[64];
            foreach (DetectorHit each in hits)
            {
                for (int i = each.Start; i < each.End; i++)
                {
                    Assert.False(covered[i], "overlap");
                    covered[i] = true;
                }
            }

            Assert.Equal(Enumerable.Range(0, 64).Select(i => candidates.Any(each => i >= each.Start && i < each.End)), covered);
            Assert.Equal(hits.OrderBy(each => each.Start), hits);
            if (candidates.Length > 0)
            {
                Assert.Contains(hits, each => each.Length == candidates.Max(candidate => candidate.Length));
            }
        });
    }

    private static DetectorHit[] Resolve(params DetectorHit[] candidates)
    {
        DetectorHit[] hits = new DetectorHit[64];
        int count = HitOverlaps.Resolve(candidates, hits);
        return hits[..count];
    }

    private static DetectorHit Email(int start, int length) => new(start, length, DetectorKind.Email);

    private static DetectorHit Ip(int start, int length) => new(start, length, DetectorKind.IpAddress);
}
