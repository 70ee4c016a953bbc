using RedactingGateway.Core.Signals.Tcf;

namespace RedactingGateway.Core.Tests.Signals.Tcf;

/// <summary>Every string that the reference library wrote is read as it reads it.</summary>
public sealed class TcStringCorpusTests
{
    // Issue: at least 2,000.
    private const int Least = 2000;

    [Fact]
    public void TryRead_EveryString_HasTheContentsThatTheReferenceReads()
    {
        var lines = ExpectedTcf.Lines("tcf.jsonl");
        Assert.True(lines.Length >= Least);
        foreach (var line in lines)
        {
            var text = line.GetProperty("text").GetString()!;
            Assert.True(TcString.TryRead(text, out var signal), text);
            ExpectedTcf.AssertEqual(line, signal);
        }
    }

    [Fact]
    public void Corpus_HasEveryForm()
    {
        var lines = ExpectedTcf.Lines("tcf.jsonl");
        Assert.Contains(lines, line => line.GetProperty("disclosed").GetString() is null);
        Assert.Contains(lines, line => line.GetProperty("disclosed").GetString() is { Length: > 0 });
        Assert.Contains(lines, line => line.GetProperty("disclosed").GetString() is "");
        Assert.Contains(lines, line => line.GetProperty("vendorConsent").GetString()!.Contains("65535", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.GetProperty("text").GetString()!.Split('.').Skip(1).Any(segment => segment[0] is 'Y' or 'Z' or (>= 'a' and <= 'f')));
        foreach (var type in new[] { 0, 1, 2 })
        {
            Assert.Contains(lines, line => line.GetProperty("restrictions").GetString()!.Contains($":{type}:", StringComparison.Ordinal));
        }

        // The bit that says how the vendors with consent are written.
        Assert.Equal([false, true], lines.Select(line => IsRange(line.GetProperty("text").GetString()!)).Distinct().Order());
    }

    private static bool IsRange(string text)
    {
        var core = text.Split('.')[0];
        var bits = new byte[SixBitText.ByteCount(core.Length)];
        Assert.True(SixBitText.TryDecode(core, bits));
        var reader = new BitReader(bits, SixBitText.BitCount(core.Length));
        reader.Skip(213 + 16);
        return reader.ReadFlag();
    }
}
