using CsCheck;
using RedactingGateway.Core.Signals.Google;
using RedactingGateway.Core.Tests.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Google;

/// <summary>Whatever arrives as a consent parameter of Google: no exception, and nothing granted from garbage.</summary>
public sealed class GoogleConsentPropertyTests
{
    private static readonly Gen<string> Gcs = Gen.OneOf(
        Gen.OneOf("", "G100", "G111", "G1--"), Gen.OneOf([.. "G10-1x"]).Array[0, 6].Select(text => new string(text)), SignalCases.Anything);

    private static readonly Gen<string> Gcd = Gen.OneOf(
        SignalCases.Damaged(Gen.OneOf("", "11p1t1p1t5", "13l3l3l3l1l1", "13v3v3v2v5l1")),
        Gen.OneOf([.. "1313lpqtrmnuvx5"]).Array[0, 16].Select(text => "1" + new string(text)),
        SignalCases.Anything);

    [Fact]
    public void TryRead_Anything_GrantsOnlyWhatALetterGrants() => Gen.Select(Gcs, Gcd, Gen.OneOf("", "0", "1", "x")).Sample(
        (gcs, gcd, npa) =>
        {
            var isRead = GoogleConsent.TryRead(gcs, gcd, npa, out var signal);
            ConsentState[] states = [signal.AdStorage, signal.AnalyticsStorage, signal.AdUserData, signal.AdPersonalization];
            Assert.True(isRead || (states.All(state => state == ConsentState.Unset) && !signal.NoPersonalisedAds), $"{gcs} {gcd}");

            // The letters of gcd stand at 2, 4, 6 and 8; the digits of gcs at 2 and 3.
            for (var i = 0; i < states.Length; i++)
            {
                var (letter, digit) = (gcd.ElementAtOrDefault(2 + (2 * i)), i < 2 ? gcs.ElementAtOrDefault(2 + i) : default);
                var isDenied = "pqmu".Contains(letter) || digit == '0';
                Assert.True(states[i] != ConsentState.Granted || (!isDenied && ("trnv".Contains(letter) || digit == '1')), $"{gcs} {gcd}");
                Assert.True(!isRead || !isDenied || states[i] == ConsentState.Denied, $"{gcs} {gcd}");
            }
        },
        seed: SignalCases.Seed,
        iter: SignalCases.Count);
}
