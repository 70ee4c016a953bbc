using System.Diagnostics;
using CsCheck;
using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>Whatever arrives as a TC string: no exception, little time, and nothing granted that the visitor did not grant.</summary>
public sealed class TcStringPropertyTests
{
    // A string of the greatest length takes some 50 µs. The limit is one for a busy machine: what it excludes is work that a short text multiplies.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly Gen<string> Valid = SignalCases.Valid("tcf.jsonl", "text");

    // Ids that the generated strings have, around their edges and between.
    private static readonly int[] Vendors = [.. Enumerable.Range(1, 40), 100, 101, 128, 255, 256, 333, 500, 750, 999, 1200, 65533, 65534, 65535];

    [Fact]
    public void TryRead_Damaged_IsReadOrRefused() => SignalCases.Damaged(Valid).Sample(ReadsInTime, seed: SignalCases.Seed, iter: SignalCases.Count);

    [Fact]
    public void TryRead_RandomDigits_AreReadOrRefused() =>
        SignalCases.Digital("C", "..").Sample(ReadsInTime, seed: SignalCases.Seed, iter: SignalCases.Count);

    [Fact]
    public void TryRead_OtherCharacters_AreRefused() => SignalCases.Anything.Sample(
        text =>
        {
            ReadsInTime(text);
            if (text.AsSpan().ContainsAnyExcept(SignalCases.Digits + "."))
            {
                Assert.False(TcString.TryRead(text, out _));
            }
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    [Fact]
    public void TryRead_OneForeignCharacter_IsRefused() => Gen.Select(Valid, Gen.Int[0, int.MaxValue], Gen.Char.Where(c => !SignalCases.Digits.Contains(c) && c != '.')).Sample(
        (text, place, character) => Assert.False(TcString.TryRead(text.Insert(place % (text.Length + 1), character.ToString()), out _)),
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    /// <summary>
    /// The one truncation that widens is a cut exactly before the disclosed vendors: what is left is a well-formed string of TCF 2.2.
    /// </summary>
    [Fact]
    public void Permits_Truncated_NeverMoreThanTheWholeString() => Gen.Select(Valid, Gen.Int[0, int.MaxValue]).Sample(
        (text, place) =>
        {
            var cut = text[..(place % text.Length)];
            if (!TcString.TryRead(cut, out var truncated))
            {
                return;
            }

            Assert.True(TcString.TryRead(text, out var whole), text);
            var lostDisclosure = truncated.DisclosedVendors is null && whole.DisclosedVendors is not null;
            Assert.True(!lostDisclosure || text.AsSpan(0, cut.Length).TrimEnd('A').SequenceEqual(text.AsSpan(0, text.IndexOf('.')).TrimEnd('A')), text);
            for (var purpose = 1; purpose <= 24; purpose++)
            {
                foreach (var isInterest in new[] { false, true })
                {
                    Assert.Equal(whole.Permits(purpose, null, isInterest), truncated.Permits(purpose, null, isInterest));
                    foreach (var vendor in Vendors.Where(id => truncated.Permits(purpose, id, isInterest) && (!lostDisclosure || whole.DisclosedVendors!.Contains(id))))
                    {
                        Assert.True(whole.Permits(purpose, vendor, isInterest), $"{text}\n{cut}\n{purpose} {vendor}");
                    }
                }
            }
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    /// <summary>No permission without the bits that mean it.</summary>
    [Fact]
    public void Permits_Damaged_NeedsPurposeVendorAndDisclosure() => SignalCases.Damaged(Valid).Sample(
        text =>
        {
            if (!TcString.TryRead(text, out var signal))
            {
                return;
            }

            for (var purpose = 0; purpose <= 25; purpose++)
            {
                foreach (var vendor in Vendors)
                {
                    if (signal.Permits(purpose, vendor, asLegitimateInterest: false))
                    {
                        Assert.True(signal.PurposesConsent.Contains(purpose) && signal.VendorsConsent.Contains(vendor), text);
                        Assert.False(signal.Restrictions.Covers(purpose, RestrictionType.NotAllowed, vendor), text);
                        Assert.True(signal.DisclosedVendors?.Contains(vendor) ?? true, text);
                    }

                    if (signal.Permits(purpose, vendor, asLegitimateInterest: true))
                    {
                        Assert.True(signal.PurposesLegitimateInterest.Contains(purpose) && signal.VendorsLegitimateInterest.Contains(vendor), text);
                        Assert.DoesNotContain(purpose, new[] { 1, 3, 4, 5, 6 });
                        Assert.True(signal.DisclosedVendors?.Contains(vendor) ?? true, text);
                    }
                }
            }
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);

    private static void ReadsInTime(string text)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Equal(TcString.TryRead(text, out var signal), signal is not null);
        foreach (var vendor in Vendors)
        {
            signal?.Permits(2, vendor, asLegitimateInterest: false);
        }

        Assert.True(Stopwatch.GetElapsedTime(started) < Limit, text);
    }
}
