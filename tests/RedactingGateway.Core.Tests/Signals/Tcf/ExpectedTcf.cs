using System.Globalization;
using System.Text.Json;
using RedactingGateway.Core.Signals.Tcf;
using RedactingGateway.Core.Tests.Detection;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>The lines of <c>tests/corpora/signals</c>: strings with what the reference libraries read from them.</summary>
internal static class ExpectedTcf
{
    /// <summary>Reads <c>tcf.jsonl</c> or <c>gpp.jsonl</c>.</summary>
    public static JsonElement[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(DetectionCorpus.Root, "tests", "corpora", "signals", file)).Select(line => JsonElement.Parse(line))];

    /// <summary>Compares every content of <paramref name="signal"/> with <paramref name="expected"/>.</summary>
    public static void AssertEqual(JsonElement expected, TcString signal)
    {
        Assert.Equal(expected.GetProperty("created").GetInt64(), signal.Created.ToUnixTimeMilliseconds());
        Assert.Equal(expected.GetProperty("updated").GetInt64(), signal.LastUpdated.ToUnixTimeMilliseconds());
        Assert.Equal(expected.GetProperty("cmp").GetInt32(), signal.CmpId);
        Assert.Equal(expected.GetProperty("list").GetInt32(), signal.VendorListVersion);
        Assert.Equal(expected.GetProperty("policy").GetInt32(), signal.PolicyVersion);
        Assert.Equal(expected.GetProperty("specific").GetBoolean(), signal.IsServiceSpecific);
        Assert.Equal(expected.GetProperty("one").GetBoolean(), signal.PurposeOneTreatment);
        Assert.Equal(expected.GetProperty("country").GetString(), signal.PublisherCountry);
        AssertSet(Text("features"), id => signal.SpecialFeatures.Contains(id));
        AssertSet(Text("consent"), id => signal.PurposesConsent.Contains(id));
        AssertSet(Text("interest"), id => signal.PurposesLegitimateInterest.Contains(id));
        AssertSet(Text("vendorConsent"), signal.VendorsConsent.Contains);
        AssertSet(Text("vendorInterest"), signal.VendorsLegitimateInterest.Contains);
        if (expected.GetProperty("disclosed").GetString() is { } disclosed)
        {
            AssertSet(disclosed, signal.DisclosedVendors!.Contains);
        }
        else
        {
            Assert.Null(signal.DisclosedVendors);
        }

        AssertRestrictions(Text("restrictions"), signal.Restrictions);

        string Text(string name) => expected.GetProperty(name).GetString()!;
    }

    /// <summary>The ids of a set: ranges (<c>1-5,100</c>), or <c>x</c> and a bit field in hexadecimal digits.</summary>
    public static HashSet<int> ReadSet(string text)
    {
        if (text.StartsWith('x'))
        {
            return [.. text[1..].SelectMany((digit, i) => Enumerable.Range(0, 4)
                .Where(bit => (int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (8 >> bit)) != 0)
                .Select(bit => (4 * i) + bit + 1))];
        }

        return [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(range =>
        {
            var ends = range.Split('-').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray();
            return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
        })];
    }

    private static void AssertRestrictions(string text, PublisherRestrictions restrictions)
    {
        // Purpose and type to vendors; a reader may find the same pair twice.
        Dictionary<(int Purpose, RestrictionType Type), HashSet<int>> expected = [];
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split(':')))
        {
            var key = (int.Parse(part[0], CultureInfo.InvariantCulture), Enum.Parse<RestrictionType>(part[1]));
            expected[key] = [.. expected.GetValueOrDefault(key, []), .. ReadSet(part[2])];
        }

        for (var purpose = 0; purpose < 64; purpose++)
        {
            foreach (var type in Enum.GetValues<RestrictionType>())
            {
                var vendors = expected.GetValueOrDefault((purpose, type), []);
                if (vendors.Count > 0)
                {
                    AssertVendors(vendors, id => restrictions.Covers(purpose, type, id));
                }
                else
                {
                    Assert.DoesNotContain(expected.Values.SelectMany(ids => ids), id => restrictions.Covers(purpose, type, id));
                }
            }
        }
    }

    private static void AssertSet(string text, Func<int, bool> contains) => AssertVendors(ReadSet(text), contains);

    // Every id up to beyond the last one, and the edges of the number.
    private static void AssertVendors(HashSet<int> expected, Func<int, bool> contains)
    {
        var last = expected.Count == 0 ? 0 : expected.Max();
        foreach (var id in Enumerable.Range(-1, last + 66).Concat([65534, 65535, 65536, int.MaxValue, int.MinValue]))
        {
            if (expected.Contains(id) != contains(id))
            {
                Assert.Fail($"{id} should be {expected.Contains(id)}");
            }
        }
    }
}
