using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

public sealed class TcStringTests
{
    // Example of the specification; its policy version is 2, so it does not count.
    private const string Example = "CQSbk4AQSbk4ANwAAAENAwCgAAAAAAAAAAYgACPAAAAA.IDKQA4AAgAKAGQAygAAA";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Texts that are no TC string of version 2.</summary>
    public static TheoryData<string> Garbage =>
    [
        "", ".", "C", "C.", "1YNN", "DBABM", "BObdrPUOevsguAfDqFENCNAAAAAmeAAA", "euconsent",
        $"{Example} ", $" {Example}", $"{Example}=", $"{Example}.", $".{Example}", $"{Example}..YAAAAAAAAAA",
        Example.Replace("I", "i", StringComparison.Ordinal), Example.Replace("Q", "Q\n", StringComparison.Ordinal),
        Example.Replace("A", "%41", StringComparison.Ordinal), Example.Replace("A", "Ａ", StringComparison.Ordinal),

        // A segment twice, a second core, unknown segments, a segment of its type alone.
        $"{Example}.IDKQA4AAgAKAGQAygAAA", $"{Example}.CQSbk4AQSbk4A", $"{Example}.gAAAAAAAAA", $"{Example}._AAAAAAAAA", $"{Example}.Y", $"{Example}.YAAAAAAAA8A",

        new TcSample { Version = 1 }.ToString(), new TcSample { Version = 3 }.ToString(),
        new string('C', TcString.MaxLength + 1),

        // Undefined restriction type, purpose 0, vendor 0, a range that ends before it starts.
        new TcSample { Restrictions = [(1, 3, [(1, 2)])] }.ToString(),
        new TcSample { Restrictions = [(0, 0, [(1, 2)])] }.ToString(),
        new TcSample { Restrictions = [(1, 0, [(0, 2)])] }.ToString(),
        new TcSample { ConsentRanges = [(0, 0)] }.ToString(),
        new TcSample { ConsentRanges = [(5, 4)] }.ToString(),
    ];

    [Fact]
    public void TryRead_ExampleOfTheSpecification_HasItsContents()
    {
        var signal = Read(Example);
        Assert.Equal(new DateTimeOffset(2025, 6, 3, 0, 0, 0, TimeSpan.Zero), signal.Created);
        Assert.Equal(signal.Created, signal.LastUpdated);
        Assert.Equal((880, 48, 2, true, "DE"), (signal.CmpId, signal.VendorListVersion, signal.PolicyVersion, signal.IsServiceSpecific, signal.PublisherCountry));
        Assert.DoesNotContain(Enumerable.Range(0, 26), id => signal.PurposesConsent.Contains(id) || signal.PurposesLegitimateInterest.Contains(id));
        Assert.Equal([1, 2, 3, 4, 5, 100, 404], Enumerable.Range(-1, 66000).Where(signal.DisclosedVendors!.Contains));
        Assert.Equal(TcfValidity.OutdatedPolicy, signal.Check(signal.Created));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void TryRead_Garbage_IsNoSignal(string text)
    {
        Assert.False(TcString.TryRead(text, out var signal));
        Assert.Null(signal);
    }

    [Fact]
    public void TryRead_OtherSegments_AreReadAndPassedOver()
    {
        // DisclosedVendors need not come first; AllowedVendors of TCF 2.0 and PublisherTC with three own purposes.
        var core = new TcSample { Consent = [8], VendorConsent = [28, 29] }.ToString();
        var disclosed = new BitWriter().Add(1, 3).Add(28, 16).Add(0, 1).AddIds(28, 28).ToString();
        var allowed = new BitWriter().Add(2, 3).Add(0, 16).Add(0, 1).ToString();
        var publisher = new BitWriter().Add(3, 3).AddIds(24, 1).AddIds(24, 2).Add(3, 6).AddIds(3, 1).AddIds(3, 2).ToString();
        var signal = Read($"{core}.{publisher}.{allowed}.{disclosed}");
        Assert.True(signal.Permits(8, 28, asLegitimateInterest: false));
        Assert.False(signal.Permits(8, 29, asLegitimateInterest: false));
    }

    [Fact]
    public void TryRead_HostileCounts_KeepsNothingForThem()
    {
        // 4,095 ranges or restrictions are claimed in strings that end there; 65,535 vendors stand in one range.
        var ranges = $"{new TcSample()}.{new BitWriter().Add(1, 3).Add(65535, 16).Add(1, 1).Add(4095, 12)}";
        Assert.True(BytesOf(() => Assert.False(TcString.TryRead(ranges, out _))) < 2_000);
        var restrictions = new TcSample().ToString()[..41] + "f_gA";
        Assert.True(BytesOf(() => Assert.False(TcString.TryRead(restrictions, out _))) < 2_000);
        var all = new TcSample { ConsentRanges = [(1, 65535)] }.ToString();
        Assert.True(BytesOf(() => Assert.True(Read(all).VendorsConsent.Contains(65535))) < 2_000);
        var longest = new TcSample { ConsentRanges = [.. Enumerable.Range(1, 4095).Select(_ => (1, 1))] }.ToString();
        Assert.True(BytesOf(() => Read(longest)) < 60_000);
    }

    [Theory]

    // Consent: the purpose and the vendor.
    [InlineData(8, 28, false, true)]
    [InlineData(8, 29, false, false)]
    [InlineData(9, 28, false, false)]
    [InlineData(8, null, false, true)]
    [InlineData(9, null, false, false)]

    // Legitimate interest: its own bits, and never for purposes 1 and 3 to 6.
    [InlineData(7, 28, true, true)]
    [InlineData(7, 30, true, false)]
    [InlineData(7, null, true, true)]
    [InlineData(8, 28, true, false)]
    [InlineData(2, 28, true, true)]
    [InlineData(1, 28, true, false)]
    [InlineData(3, 28, true, false)]
    [InlineData(4, 28, true, false)]
    [InlineData(5, 28, true, false)]
    [InlineData(6, 28, true, false)]
    [InlineData(1, null, true, false)]

    // Ids that do not exist.
    [InlineData(0, 28, false, false)]
    [InlineData(25, 28, false, false)]
    [InlineData(33, null, false, false)]
    [InlineData(-1, null, false, false)]
    [InlineData(int.MinValue, null, true, false)]
    [InlineData(8, 0, false, false)]
    [InlineData(8, -28, false, false)]
    [InlineData(8, 65536 + 28, false, false)]
    public void Permits_PurposeAndVendor_NeedBothBits(int purpose, int? vendor, bool asLegitimateInterest, bool expected)
    {
        var text = new TcSample { Consent = [8], Interest = [1, 2, 3, 4, 5, 6, 7], VendorConsent = [28], VendorInterest = [28] }.ToString();
        Assert.Equal(expected, Read(text).Permits(purpose, vendor, asLegitimateInterest));
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(0, true, false)]
    [InlineData(1, false, true)]
    [InlineData(1, true, false)]
    [InlineData(2, false, false)]
    [InlineData(2, true, true)]
    public void Permits_Restricted_LeavesOnlyTheDemandedBasis(int type, bool asLegitimateInterest, bool expected)
    {
        var signal = Read(new TcSample
        {
            Consent = [7, 8],
            Interest = [7, 8],
            VendorConsent = [27, 28, 29],
            VendorInterest = [27, 28, 29],
            Restrictions = [(9, 0, [(1, 65535)]), (7, type, [(1, 1), (28, 29)])],
        }.ToString());
        Assert.Equal(expected, signal.Permits(7, 28, asLegitimateInterest));
        Assert.Equal(expected, signal.Permits(7, 29, asLegitimateInterest));
        Assert.True(signal.Permits(7, 27, asLegitimateInterest));
        Assert.True(signal.Permits(8, 28, asLegitimateInterest));
        Assert.True(signal.Permits(7, null, asLegitimateInterest));
    }

    [Fact]
    public void Permits_BothBasesDemanded_DeniesBoth()
    {
        var signal = Read(new TcSample
        {
            Consent = [7],
            Interest = [7],
            VendorConsent = [28],
            VendorInterest = [28],
            Restrictions = [(7, 1, [(28, 28)]), (7, 2, [(28, 28)])],
        }.ToString());
        Assert.False(signal.Permits(7, 28, asLegitimateInterest: false));
        Assert.False(signal.Permits(7, 28, asLegitimateInterest: true));
    }

    [Theory]
    [InlineData(new[] { 28 }, true)]
    [InlineData(new[] { 29 }, false)]
    [InlineData(new int[0], false)]
    [InlineData(null, true)]
    public void Permits_DisclosedVendors_MustNameTheVendor(int[]? disclosed, bool expected)
    {
        var signal = Read(new TcSample
        {
            Consent = [8],
            Interest = [8],
            VendorConsent = [28],
            VendorInterest = [28],
            Disclosed = disclosed,
        }.ToString());
        Assert.Equal(expected, signal.Permits(8, 28, asLegitimateInterest: false));
        Assert.Equal(expected, signal.Permits(8, 28, asLegitimateInterest: true));
    }

    [Fact]
    public void Check_EachWayToBeInvalid_IsTold()
    {
        Assert.Equal(TcfValidity.Valid, Check(new TcSample()));
        Assert.Equal(TcfValidity.NotServiceSpecific, Check(new TcSample { IsServiceSpecific = false }));
        Assert.Equal(TcfValidity.OutdatedPolicy, Check(new TcSample { Policy = 3 }));
        Assert.Equal(TcfValidity.OutdatedPolicy, Check(new TcSample { Policy = 2, Created = new(2023, 10, 1, 0, 0, 0, TimeSpan.Zero) }));
        Assert.Equal(TcfValidity.OutdatedPolicy, Check(new TcSample { Policy = 3, Created = new(2023, 9, 1, 0, 0, 0, TimeSpan.Zero), LastUpdated = Now.AddMonths(-1) }));
        Assert.Equal(TcfValidity.Valid, Check(new TcSample { Policy = 5 }));
        Assert.Equal(TcfValidity.Expired, Check(new TcSample { Created = Now.AddMonths(-13).AddSeconds(-1) }));
        Assert.Equal(TcfValidity.Valid, Check(new TcSample { Created = Now.AddMonths(-13) }));
        Assert.Equal(TcfValidity.Valid, Check(new TcSample { Created = Now.AddYears(-2), LastUpdated = Now.AddMonths(-1) }));
        Assert.Equal(TcfValidity.Valid, Check(new TcSample { Created = Now.AddDays(1) }));
        Assert.Equal(TcfValidity.FromTheFuture, Check(new TcSample { Created = Now.AddDays(1).AddSeconds(1) }));
        Assert.Equal(TcfValidity.FromTheFuture, Check(new TcSample { LastUpdated = DateTimeOffset.FromUnixTimeMilliseconds(((1L << 36) - 1) * 100) }));

        // A string of an older policy from before the change, as it was judged then.
        var old = new TcSample { Policy = 3, Created = new(2023, 9, 30, 0, 0, 0, TimeSpan.Zero) };
        Assert.Equal(TcfValidity.Valid, Read(old.ToString()).Check(old.Created.AddDays(2)));
    }

    [Fact]
    public void Check_WithoutDisclosedVendors_CountsOnlyFromBeforeTheyWereMandatory()
    {
        var (last, first) = (new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(TcfValidity.Valid, Undisclosed(new TcSample { Created = last }));
        Assert.Equal(TcfValidity.NoDisclosedVendors, Undisclosed(new TcSample { Created = first }));
        Assert.Equal(TcfValidity.NoDisclosedVendors, Undisclosed(new TcSample { Created = last, LastUpdated = first }));
        Assert.Equal(TcfValidity.NoDisclosedVendors, Undisclosed(new TcSample { Created = last, Policy = 5 }));

        static TcfValidity Undisclosed(TcSample sample) => Read(sample.ToString()).Check(Now);
    }

    private static TcfValidity Check(TcSample sample) => Read((sample with { Disclosed = [] }).ToString()).Check(Now);

    private static TcString Read(string text)
    {
        Assert.True(TcString.TryRead(text, out var signal), text);
        return signal;
    }

    private static long BytesOf(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
