using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Tests.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Gpp;

public sealed class GppStringTests
{
    // The TC string of the specification's examples.
    private const string Tc = "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA";

    // National section, version 2: nothing applies but the covered transaction, which has no such value.
    private static readonly string National = Us(2, 6, 3, 16, 3);

    public static TheoryData<string, string> Garbage => new()
    {
        { "", "" }, { "D", "" }, { "DBABM", "" }, { "~", "" }, { $"~{Tc}", "" }, { Tc, "" }, { "1YNN", "" },

        // Another type, another version, a header that ends too early, too many and too few sections.
        { $"CBABM~{Tc}", "" }, { $"DCABM~{Tc}", "" }, { $"DBAB~{Tc}", "" }, { $"DBABM~{Tc}~{Tc}", "" }, { $"DBACNY~{Tc}", "" },
        { $"DBABM.A~{Tc}", "" }, { $"DBABM=~{Tc}", "" }, { $"DBABM~{Tc}~", "" }, { $"DB_BM~{Tc}", "" }, { "DB__////", "" },

        // A Fibonacci code that never ends, and a group of ids beyond all counts.
        { $"{Header(1).Add(0, 1).Add(0, 60)}~{Tc}", "" }, { $"{Header(1).Add(1, 1).Add(3, 2).Add(0, 17).Add(3, 2)}~{Tc}", "" },

        // gpp_sid: malformed, or a section that is not there.
        { $"DBABM~{Tc}", "x" }, { $"DBABM~{Tc}", "2,"}, { $"DBABM~{Tc}", ",2" }, { $"DBABM~{Tc}", "2, 2" }, { $"DBABM~{Tc}", " 2" }, { $"DBABM~{Tc}", "-2" },
        { $"DBABM~{Tc}", "2,-1" }, { $"DBABM~{Tc}", "2,0" }, { $"DBABM~{Tc}", "99999999999" }, { $"DBABM~{Tc}", "6" }, { $"DBABM~{Tc}", "2,6" },
        { $"DBABM~{Tc}", "3" }, { $"DBABM~{Tc}", string.Join(',', Enumerable.Repeat("2", 65)) },

        // A section in force that cannot be decoded.
        { "DBABM~garbage", "" }, { "DBABM~", "" }, { $"DBACNY~{Tc}~1YN", "6" }, { $"DBACNY~{Tc}~2YNN", "6" }, { $"DBACNY~{Tc}~1ynn", "6" }, { $"DBACNY~{Tc}~1YNNN", "6" },
        { $"{Of(7)}~{National[..^1]}", "" }, { $"{Of(7)}~{National}.", "" }, { $"{Of(7)}~{National}.A", "" }, { $"{Of(7)}~{National}.YA.gA", "" },
        { $"{Of(7)}~{Us(3, 6, 3, 16, 3)}", "" }, { $"{Of(7)}~{Us(0, 6, 3, 16, 3)}", "" }, { $"{Of(8)}~{Us(2, 3, 2, 9, 2)}", "" },
        { $"{Of(7)}~{Us(2, 6, 3, 16, 3, sale: 3)}", "" }, { $"{Of(7)}~{National}{new string('A', 64)}", "" },
    };

    [Theory]
    [InlineData("DBABM", new[] { 2 })]
    [InlineData("DBABMA", new[] { 2 })]
    [InlineData("DBACNY", new[] { 2, 6 })]
    [InlineData("DBACNYA", new[] { 2, 6 })]
    [InlineData("DBABjw", new[] { 5, 6 })]
    [InlineData("DBAA", new int[0])]
    public void TryRead_HeadersOfTheSpecification_NameTheirSections(string header, int[] expected)
    {
        var sections = expected.Select(id => id switch { 2 or 5 => Tc, _ => "1YNN" });
        var signal = Read(string.Join('~', [header, .. sections]), "");
        Assert.Equal(expected, signal.Sections);
        Assert.Equal(expected, signal.SectionsInForce);
        Assert.Equal(expected.Contains(2), signal.Tcf is not null);
        Assert.Equal(expected.Contains(6) ? OptOut.NotOptedOut : OptOut.NotApplicable, signal.SaleOptOut);
        Assert.Equal(expected.Contains(5), signal.HasUnreadSectionInForce);
        Assert.Equal(expected.Contains(5), signal.RefusesSaleSharingOrTargeting);
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public void TryRead_Garbage_IsNoSignal(string gpp, string gppSid)
    {
        Assert.False(GppString.TryRead(gpp, gppSid, out var signal));
        Assert.Null(signal);
    }

    [Theory]
    [InlineData("", true, true)]
    [InlineData("2", true, false)]
    [InlineData("6", false, true)]
    [InlineData("2,6", true, true)]
    [InlineData("6_2", true, true)]
    [InlineData("6,6", false, true)]
    [InlineData("-1", false, false)]
    public void TryRead_GppSid_OnlySectionsInForceCount(string gppSid, bool tcf, bool optedOut)
    {
        var signal = Read($"DBACNY~{Tc}~1YYN", gppSid);
        Assert.Equal([2, 6], signal.Sections);
        Assert.Equal(tcf, signal.Tcf is not null);
        Assert.Equal(optedOut, signal.SaleOptOut == OptOut.OptedOut);
        Assert.Equal(optedOut, signal.RefusesSaleSharingOrTargeting);
    }

    [Fact]
    public void TryRead_UndecodableSectionThatIsNotInForce_DoesNotMatter() =>
        Assert.Equal(OptOut.OptedOut, Read("DBACNY~garbage~1YYN", "6").SaleOptOut);

    [Theory]
    [InlineData("1YYN", OptOut.OptedOut, true)]
    [InlineData("1NYN", OptOut.OptedOut, true)]
    [InlineData("1YNY", OptOut.NotOptedOut, false)]
    [InlineData("1---", OptOut.NotApplicable, false)]
    public void TryRead_UsPrivacy_ThirdCharacterIsTheOptOut(string text, OptOut expected, bool refuses)
    {
        var signal = Read($"{Of(6)}~{text}", "6");
        Assert.Equal(expected, signal.SaleOptOut);
        Assert.Equal(refuses, signal.RefusesSaleSharingOrTargeting);
    }

    [Theory]
    [InlineData(1, 12, 2)]
    [InlineData(2, 16, 3)]
    public void TryRead_National_EachOptOutRefuses(int version, int sensitive, int children)
    {
        foreach (var (sale, sharing, targeted) in new[] { (1, 2, 0), (2, 1, 0), (0, 2, 1), (2, 2, 2), (0, 0, 0) })
        {
            var signal = Read($"{Of(7)}~{Us(version, 6, 3, sensitive, children, sale, sharing, targeted)}", "7");
            Assert.Equal((OptOut)sale, signal.SaleOptOut);
            Assert.Equal((OptOut)sharing, signal.SharingOptOut);
            Assert.Equal((OptOut)targeted, signal.TargetedAdvertisingOptOut);
            Assert.Equal(sale == 1 || sharing == 1 || targeted == 1, signal.RefusesSaleSharingOrTargeting);
            Assert.False(signal.KnownChild);
        }

        foreach (var child in Enumerable.Range(1, children))
        {
            Assert.True(Read($"{Of(7)}~{Us(version, 6, 3, sensitive, children, child: child)}", "7").KnownChild);
        }
    }

    [Fact]
    public void TryRead_California_HasNoTargetedAdvertising()
    {
        var signal = Read($"{Of(8)}~{Us(1, 3, 2, 9, 2, sale: 2, sharing: 1, child: 2)}", "8");
        Assert.Equal((OptOut.NotOptedOut, OptOut.OptedOut, OptOut.NotApplicable, true), (signal.SaleOptOut, signal.SharingOptOut, signal.TargetedAdvertisingOptOut, signal.KnownChild));
    }

    [Theory]
    [InlineData("YA", true)]
    [InlineData("Y", true)]
    [InlineData("QA", false)]
    [InlineData("QA.YA", true)]
    [InlineData("YA.QA", true)]
    public void TryRead_GpcSubSection_Refuses(string gpc, bool expected)
    {
        var signal = Read($"{Of(7)}~{National}.{gpc}", "7");
        Assert.Equal(expected, signal.Gpc);
        Assert.Equal(expected, signal.RefusesSaleSharingOrTargeting);
    }

    [Fact]
    public void TryRead_SectionsThatDisagree_TheOptOutWins()
    {
        var signal = Read($"{Of(6, 7, 8)}~1YNN~{Us(2, 6, 3, 16, 3, sale: 1)}~{Us(1, 3, 2, 9, 2, sale: 2)}", "");
        Assert.Equal(OptOut.OptedOut, signal.SaleOptOut);
        signal = Read($"{Of(6, 7)}~1YNN~{National}", "");
        Assert.Equal(OptOut.NotOptedOut, signal.SaleOptOut);
    }

    [Fact]
    public void TryRead_UnknownSection_IsPresentAndNothingElse()
    {
        var signal = Read($"{Of(9, 500)}~BVVVVVY~anything at all", "500");
        Assert.Equal([9, 500], signal.Sections);
        Assert.Equal([500], signal.SectionsInForce);
        Assert.True(signal.HasUnreadSectionInForce);
        Assert.Null(signal.Tcf);
        Assert.True(signal is { RefusesSaleSharingOrTargeting: true, MayRefuseTcfPurposes: true });
        Assert.True(Read($"{Of(9, 500)}~BVVVVVY~anything at all", "9") is { RefusesSaleSharingOrTargeting: true, MayRefuseTcfPurposes: false });
        var other = Read($"{Of(6, 500)}~1YNN~anything", "6");
        Assert.False(other.HasUnreadSectionInForce);
        Assert.False(other.RefusesSaleSharingOrTargeting);

        // The signal integrity section is no will of a visitor.
        Assert.False(Read($"{Of(4, 6)}~anything~1YNN", "").HasUnreadSectionInForce);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("-1", false)]
    public void TryRead_NothingInForce_OrNotDetermined_GrantsNothing_AndRefusesOnlyWhereItMayApply(string gppSid, bool isUndetermined)
    {
        var signal = Read($"{Of(2, 6)}~{Tc}~1YYN", gppSid);
        Assert.Empty(signal.SectionsInForce);
        Assert.Equal(isUndetermined, signal.IsUndetermined);
        Assert.Null(signal.GrantingTcf);
        Assert.Equal(isUndetermined, signal.Tcf is not null);
        Assert.Equal(isUndetermined, signal.RefusesSaleSharingOrTargeting);
        Assert.Equal(isUndetermined, Read($"{Of(9)}~anything", gppSid).RefusesSaleSharingOrTargeting);
        Assert.False(Read("DBAA", gppSid).RefusesSaleSharingOrTargeting);
    }

    private static GppString Read(string gpp, string gppSid)
    {
        Assert.True(GppString.TryRead(gpp, gppSid, out var signal), gpp);
        return signal;
    }

    private static BitWriter Header(int items) => new BitWriter().Add(3, 6).Add(1, 6).Add(items, 12);

    // A header of single ids.
    private static string Of(params int[] ids)
    {
        var header = Header(ids.Length);
        var last = 0;
        foreach (var id in ids)
        {
            header.Add(0, 1);
            AddFibonacci(header, id - last);
            last = id;
        }

        return header.ToString();
    }

    private static void AddFibonacci(BitWriter writer, int value)
    {
        List<int> weights = [1, 2];
        while (weights[^1] <= value)
        {
            weights.Add(weights[^1] + weights[^2]);
        }

        var bits = new bool[weights.FindLastIndex(weight => weight <= value) + 1];
        for (var i = bits.Length - 1; i >= 0; i--)
        {
            bits[i] = weights[i] <= value;
            value -= bits[i] ? weights[i] : 0;
        }

        foreach (var bit in bits.Append(true))
        {
            writer.Add(bit ? 1 : 0, 1);
        }
    }

    // The core of a US section; the child is the place of the age group with consent.
    private static string Us(int version, int notices, int optOuts, int sensitive, int children, int sale = 0, int sharing = 0, int targeted = 0, int child = 0)
    {
        int[] values =
        [
            .. Enumerable.Repeat(1, notices),
            .. new[] { sale, sharing, targeted }.Take(optOuts),
            .. Enumerable.Repeat(2, sensitive),
            .. Enumerable.Range(1, children).Select(place => place == child ? 2 : 0),
            2, 1, 0, 0,
        ];
        var writer = new BitWriter().Add(version, 6);
        foreach (var value in values)
        {
            writer.Add(value, 2);
        }

        return writer.ToString();
    }
}
