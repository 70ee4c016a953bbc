using System.Diagnostics;
using CsCheck;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Tests.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Gpp;

/// <summary>Whatever arrives as a GPP string: no exception, little time, and nothing granted from garbage.</summary>
public sealed class GppStringPropertyTests
{
    // One for a busy machine: what it excludes is work that a short text multiplies.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly Gen<string> Valid = SignalCases.Valid("gpp.jsonl", "gpp");

    private static readonly Gen<string> Sids = Gen.OneOf(
        Gen.OneOf("", "2", "6", "7", "8", "2,7", "6_8", "-1", "0", "9"),
        Gen.OneOf([.. "0123456789,_- x"]).Array[0, 12].Select(text => new string(text)));

    [Fact]
    public void TryRead_Damaged_IsReadOrRefused() => Gen.Select(SignalCases.Damaged(Valid), Sids).Sample((gpp, sid) => ReadsInTime(gpp, sid), seed: SignalCases.Seed, iter: SignalCases.Count);

    [Fact]
    public void TryRead_RandomDigits_AreReadOrRefused() =>
        Gen.Select(Gen.OneOf(SignalCases.Digital("DBA", "~~..,"), Header), Sids).Sample((gpp, sid) => ReadsInTime(gpp, sid), seed: SignalCases.Seed, iter: SignalCases.Count);

    [Fact]
    public void TryRead_Anything_IsReadOrRefused() => Gen.Select(SignalCases.Anything, SignalCases.Anything).Sample(
        (gpp, sid) =>
        {
            ReadsInTime(gpp, "");
            ReadsInTime(gpp, sid);
            ReadsInTime("DBABM~CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA", sid);
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    /// <summary>
    /// A header counts its sections, so a truncated string lacks one, or its last section says the same. Only a GPC sub-section
    /// can be cut off whole, and what is left is well-formed.
    /// </summary>
    [Fact]
    public void TryRead_Truncated_SaysTheSameOrIsRefused() => Gen.Select(Valid, Gen.Int[0, int.MaxValue]).Sample(
        (text, place) =>
        {
            if (!GppString.TryRead(text.AsSpan(0, place % text.Length), "", out var truncated))
            {
                return;
            }

            Assert.True(GppString.TryRead(text, "", out var whole), text);
            Assert.Equal(whole.Sections, truncated.Sections);
            Assert.Equal(whole.Tcf is null, truncated.Tcf is null);
            Assert.Equal((whole.SaleOptOut, whole.SharingOptOut, whole.TargetedAdvertisingOptOut), (truncated.SaleOptOut, truncated.SharingOptOut, truncated.TargetedAdvertisingOptOut));
            for (var purpose = 1; purpose <= 24; purpose++)
            {
                Assert.Equal(whole.Tcf?.Permits(purpose, null, asLegitimateInterest: false), truncated.Tcf?.Permits(purpose, null, asLegitimateInterest: false));
            }
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    // Headers that are read, with sections that mostly are not.
    private static Gen<string> Header =>
        Gen.Select(Gen.OneOf("DBABM", "DBABzw", "DBACNY", "DBABBg", "DBABrw"), SignalCases.Digital("~", "~."), SignalCases.Digital("~", "."))
            .Select((header, one, other) => header + one[..Math.Min(one.Length, 16)] + other[..Math.Min(other.Length, 16)]);

    private static void ReadsInTime(string gpp, string sid)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(GppString.TryRead(gpp, sid, out var signal), signal is not null);
        if (signal is not null)
        {
            // What is in force is in the string, and nothing else has an effect.
            Assert.All(signal.SectionsInForce, id => Assert.Contains(id, signal.Sections));
            Assert.True(signal.GrantingTcf is null || signal.SectionsInForce.Contains(2), gpp);
            Assert.True(signal.Tcf is null || signal.IsUndetermined || signal.SectionsInForce.Contains(2), gpp);
            Assert.True(!signal.RefusesSaleSharingOrTargeting || signal.IsUndetermined || signal.HasUnreadSectionInForce || signal.SectionsInForce.Any(id => id is 6 or 7 or 8), gpp);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < Limit, gpp);
    }
}
