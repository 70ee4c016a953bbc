using System.Text.Json;
using RedactingGateway.Core.Signals.Gpp;
using RedactingGateway.Core.Tests.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Gpp;

/// <summary>Every string that the reference library wrote is read as it reads it, of the sections that its <c>gpp_sid</c> puts, or may put, in force.</summary>
public sealed class GppStringCorpusTests
{
    // Issue: at least 2,000.
    private const int Least = 2000;

    [Fact]
    public void TryRead_EveryString_HasTheContentsThatTheReferenceReads()
    {
        var lines = ExpectedTcf.Lines("gpp.jsonl");
        Assert.True(lines.Length >= Least);
        foreach (var line in lines)
        {
            var (gpp, sid) = (line.GetProperty("gpp").GetString()!, line.GetProperty("sid").GetString()!);
            Assert.True(GppString.TryRead(gpp, sid, out var signal), $"{gpp} {sid}");
            int[] ids = [.. line.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(ids, signal.Sections);
            Assert.Equal(sid is "0" ? [] : InForce(ids, sid), signal.SectionsInForce);
            Assert.Equal(sid is "0", signal.IsUndetermined);
            AssertContents(line, InForce(ids, sid), signal);

            // All of it, too.
            Assert.True(GppString.TryRead(gpp, "", out signal), gpp);
            AssertContents(line, ids, signal);
        }
    }

    [Fact]
    public void Corpus_HasEveryForm()
    {
        var lines = ExpectedTcf.Lines("gpp.jsonl");
        var ids = lines.SelectMany(line => line.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())).Distinct().Order();
        Assert.Equal([2, 5, .. Enumerable.Range(6, 22)], ids);
        Assert.Contains(lines, line => line.GetProperty("sid").GetString() is "-1");
        Assert.Contains(lines, line => line.GetProperty("sid").GetString() is "0");
        Assert.Contains(lines, line => line.GetProperty("sid").GetString() is "");
        foreach (var section in new[] { "usnat", "usca" })
        {
            var texts = lines.Where(line => line.TryGetProperty(section, out _)).Select(line => line.GetProperty(section)).ToArray();
            Assert.Equal([false, true], texts.Select(text => text.GetProperty("gpc").GetBoolean()).Distinct().Order());
            Assert.Equal([0, 1, 2], texts.Select(text => text.GetProperty("sale").GetInt32()).Distinct().Order());
            Assert.Equal([false, true], texts.Select(text => text.GetProperty("child").GetBoolean()).Distinct().Order());
        }
    }

    private static int[] InForce(int[] ids, string sid) => sid switch
    {
        "" or "0" => ids,
        "-1" => [],
        _ => [.. sid.Split(',', '_').Select(id => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture))],
    };

    private static void AssertContents(JsonElement line, int[] inForce, GppString signal)
    {
        Assert.Equal(inForce.Any(id => id is not (2 or 6 or 7 or 8)), signal.HasUnreadSectionInForce);
        if (inForce.Contains(2))
        {
            ExpectedTcf.AssertEqual(line.GetProperty("tcf"), signal.Tcf!);
        }
        else
        {
            Assert.Null(signal.Tcf);
        }

        JsonElement[] sections = [.. new[] { (7, "usnat"), (8, "usca") }.Where(s => inForce.Contains(s.Item1)).Select(s => line.GetProperty(s.Item2))];
        int[] sales = [.. sections.Select(s => s.GetProperty("sale").GetInt32())];
        if (inForce.Contains(6))
        {
            sales = [.. sales, line.GetProperty("usp").GetString() switch { "Y" => 1, "N" => 2, _ => 0 }];
        }

        Assert.Equal(Together(sales), signal.SaleOptOut);
        Assert.Equal(Together(sections.Select(s => s.GetProperty("sharing").GetInt32())), signal.SharingOptOut);
        Assert.Equal(Together(sections.Select(s => s.GetProperty("targeted").GetInt32())), signal.TargetedAdvertisingOptOut);
        Assert.Equal(sections.Any(s => s.GetProperty("gpc").GetBoolean()), signal.Gpc);
        Assert.Equal(sections.Any(s => s.GetProperty("child").GetBoolean()), signal.KnownChild);
    }

    private static OptOut Together(IEnumerable<int> values) => values.ToArray() switch
    {
        var all when all.Contains(1) => OptOut.OptedOut,
        var all when all.Contains(2) => OptOut.NotOptedOut,
        _ => OptOut.NotApplicable,
    };
}
