using System.Text;
using CsCheck;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>
/// Texts made to cost time. They are long enough that work which grows with the square of the length (10^11 steps) would not end;
/// what bounds the work is tested beside it: what stands far from a value does not change what is found there.
/// </summary>
public sealed class HostileTextTests
{
    /// <summary>256 KiB.</summary>
    private const int Length = 1 << 18;

    private delegate void Pass(ReadOnlySpan<byte> text, ref HitBuffer hits);

    public static TheoryData<string> Patterns { get; } =
    [
        "@", "a@", "a@a", "a.", "a@a.", "\"@", "\"", "\\\"@", "=", "a=@", "%", "%40", "%2540", "%252540", "%25", "a%40a", "ＡＡ＠", "＠", "\uFE6B",
        "0", "1", "4", "4 ", "41", "4111 ", "4111-", "4111.", "4111 1111 1111 1111 ", "411111*", "411111x", "4111111x", "*", "•", "%20", "%204", "%2520",
        "DE89", "DE89 ", "DE89 3704 ", "de12a", "GT12ABCD ", "KW12AAAA", "IBAN", "IBANDE12",
        ":", "::", "1:", "a:", "a::", "fe80::1%", "fe80::1%a", "2001:db8::", "ffff:", "1.", "1.1.1.1.", "1.1.1.1", "1.1.1.1-", "1.1.1.1/", "a/1.1.1.1", ".", "v ", "version ",
        "0171 ", "+49171", "0171 39200 ", "(0)", "tel ", "tel:1", "geb. ", "geb. 1 ", "1.1.1980 geb ", "eyJ.", "eyJ-", "token=a ", "password=x", "password:", "<<A", "P<",
        "12345 A 1, ", "Weg 1, 12345 A", "ledig ", "ich ", "Familienstand ", "WVWZZZ1JZXW0", "65170839J0", "12 345 678 ", "&#64;", "&#", "\\u0040", "１", "em=", "AKIA",
        "ü", "\u00AD", "\u3000", "例", "\uFFFD", "a@ü.", "xn--", "a@xn--",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Find_PatternRepeated_EndsWithHitsInOrder(string pattern)
    {
        byte[] text = Repeat(Encoding.UTF8.GetBytes(pattern), Length);
        DetectorHit[] hits = new DetectorHit[ContentNet.MaxHits];
        int count = ContentNet.Find(text, hits);
        Assert.InRange(count, -1, hits.Length);
        int end = 0;
        foreach (DetectorHit hit in hits[..Math.Max(count, 0)])
        {
            Assert.True(hit.Start >= end && hit.Length > 0 && hit.End <= text.Length);
            end = hit.End;
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void FindEach_PatternRepeated_EachDetectorEnds(string pattern)
    {
        // One after the other with room for all: the net stops at the first detector that has too many.
        byte[] text = Repeat(Encoding.UTF8.GetBytes(pattern), Length);
        Assert.All(Passes, pass => Run(pass, text));
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Find_ValueBetweenHostileText_IsFound(string pattern)
    {
        byte[] noise = Repeat(Encoding.UTF8.GetBytes(pattern), 4096);
        byte[] values = Encoding.UTF8.GetBytes("\n  anna@example.org \n 4111111111111111 \n DE89370400440532013000 \n 192.0.2.1 \n 2001:db8::1  \n");
        byte[] text = [.. noise, .. values, .. noise];
        Assert.Equal(
            ["anna@example.org", "4111111111111111", "DE89370400440532013000", "192.0.2.1", "2001:db8::1"],
            HitsWithin(text, noise.Length, noise.Length + values.Length));
    }

    [Fact]
    public void Find_RandomBytes_NeverThrowsAndStaysInText()
    {
        Gen.Byte.Array[0, 200].Sample(AssertSane);
        Gen.OneOf(Encoding.UTF8.GetBytes("@%40\"\\.:-+ =/x*1a2fDEüxn＠•[]")).Array[0, 200].Sample(AssertSane);
    }

    private static void AssertSane(byte[] text)
    {
        DetectorHit[] hits = new DetectorHit[ContentNet.MaxHits];
        int count = ContentNet.Find(text, hits);
        int end = 0;
        foreach (DetectorHit hit in hits[..Math.Max(count, 0)])
        {
            Assert.True(hit.Start >= end && hit.Length > 0 && hit.End <= text.Length);
            end = hit.End;
        }
    }

    private static Pass[] Passes { get; } =
    [
        EmailDetector.Find,
        (text, ref hits) => ForEachRun(text, ref hits, PaymentCardDetector.Examine),
        (text, ref hits) => ForEachRun(text, ref hits, (ReadOnlySpan<byte> all, int start, int _, ref HitBuffer found) => IbanDetector.Examine(all, start, ref found)),
        (text, ref hits) => ForEachRun(text, ref hits, IPv4Detector.Examine),
        IPv6Detector.Find,
    ];

    private delegate void RunPass(ReadOnlySpan<byte> text, int start, int end, ref HitBuffer hits);

    private static void ForEachRun(ReadOnlySpan<byte> text, ref HitBuffer hits, RunPass examine)
    {
        DigitRunScanner scanner = new(text);
        while (scanner.TryNext(out int start, out int end))
        {
            examine(text, start, end, ref hits);
        }
    }

    private static DetectorHit[] Run(Pass pass, byte[] text)
    {
        DetectorHit[] room = new DetectorHit[text.Length];
        WorkBudget work = WorkBudget.Unlimited();
        HitBuffer hits = new(room, ref work);
        pass(text, ref hits);
        Assert.False(hits.IsStopped);
        return room[..hits.Count];
    }

    /// <summary>All hits of the five passes between two offsets, in order of the text.</summary>
    private static IEnumerable<string> HitsWithin(byte[] text, int from, int to) => Passes.SelectMany(pass => Run(pass, text))
        .Where(hit => hit.Start >= from && hit.End <= to).OrderBy(hit => hit.Start)
        .Select(hit => Encoding.UTF8.GetString(text, hit.Start, hit.Length));

    private static byte[] Repeat(byte[] pattern, int length)
    {
        byte[] text = new byte[length - (length % pattern.Length)];
        for (int i = 0; i < text.Length; i += pattern.Length)
        {
            pattern.CopyTo(text, i);
        }

        return text;
    }
}
