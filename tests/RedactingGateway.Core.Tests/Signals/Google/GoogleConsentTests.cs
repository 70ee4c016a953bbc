using RedactingGateway.Core.Signals.Google;

namespace RedactingGateway.Core.Tests.Signals.Google;

public sealed class GoogleConsentTests
{
    /// <summary>gcs, gcd; then ad_storage, analytics_storage, ad_user_data, ad_personalization: g granted, d denied, - unset.</summary>
    public static TheoryData<string, string, string> Table => new()
    {
        { "", "", "----" },
        { "G100", "", "dd--" }, { "G101", "", "dg--" }, { "G110", "", "gd--" }, { "G111", "", "gg--" }, { "G1--", "", "----" }, { "G1-0", "", "-d--" },

        // Recorded ones.
        { "", "11p1t1p1t5", "dgdg" }, { "", "13l3l3l3l1l1", "----" }, { "", "13t3t3t2t5", "gggg" }, { "", "13r3r3r2r5", "gggg" }, { "", "13v3v3v2v5l1", "gggg" },

        // Every letter, in every place.
        { "", "11l1p1q1t1", "-ddg" }, { "", "11r1m1n1u1", "gdgd" }, { "", "11v1u1l1q1", "gd-d" }, { "", "19t9t9t9p", "gggd" },

        // Together: what either denies is denied.
        { "G111", "11p1t1p1t5", "dgdg" }, { "G100", "13t3t3t3t5", "ddgg" }, { "G111", "13l3l3l3l5", "gg--" }, { "G1--", "13p3p3p3p5", "dddd" }, { "G1--", "13t3l3l3l5", "g---" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void TryRead_GcsAndGcd_GiveTheFourStates(string gcs, string gcd, string expected)
    {
        Assert.True(GoogleConsent.TryRead(gcs, gcd, "", out var signal));
        ConsentState[] states = [signal.AdStorage, signal.AnalyticsStorage, signal.AdUserData, signal.AdPersonalization];
        Assert.Equal(expected, string.Concat(states.Select(state => state switch { ConsentState.Granted => 'g', ConsentState.Denied => 'd', _ => '-' })));
        Assert.False(signal.NoPersonalisedAds);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    public void TryRead_Npa_OnlyOneRefuses(string npa, bool expected)
    {
        Assert.True(GoogleConsent.TryRead("G111", "", npa, out var signal));
        Assert.Equal(expected, signal.NoPersonalisedAds);
        Assert.Equal(ConsentState.Granted, signal.AdStorage);
    }

    [Theory]
    [InlineData("G1", "", "")]
    [InlineData("G11", "", "")]
    [InlineData("G1111", "", "")]
    [InlineData("G112", "", "")]
    [InlineData("G1x1", "", "")]
    [InlineData("g111", "", "")]
    [InlineData("G211", "", "")]
    [InlineData(" G111", "", "")]
    [InlineData("", "1", "")]
    [InlineData("", "11t1t1t5", "")]
    [InlineData("", "11t1t1t1x1", "")]
    [InlineData("", "11T1T1T1T5", "")]
    [InlineData("", "1tttt", "")]
    [InlineData("", "1tttttttt", "")]
    [InlineData("", "21t1t1t1t5", "")]
    [InlineData("", "11t1t1t1t5 ", "")]
    [InlineData("", "11t1t1t1t5%", "")]
    [InlineData("", "11t1t1t1t55555555555555555555555555555555555555555555555555555555", "")]
    [InlineData("", "", "2")]
    [InlineData("", "", "true")]
    [InlineData("", "", " 1")]
    public void TryRead_Garbage_GrantsNothing(string gcs, string gcd, string npa)
    {
        Assert.False(GoogleConsent.TryRead(gcs, gcd, npa, out var signal));
        Assert.Equal(default, signal);
    }

    [Fact]
    public void TryRead_OneUndecodable_NothingIsTakenFromTheOther()
    {
        Assert.False(GoogleConsent.TryRead("G111", "garbage", "", out var signal));
        Assert.Equal(ConsentState.Unset, signal.AdStorage);
    }

    [Fact]
    public void TryRead_Any_AllocatesNothing()
    {
        GoogleConsent.TryRead("G111", "13t3t3t3t5", "1", out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            GoogleConsent.TryRead("G111", "13t3t3t3t5", "1", out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
