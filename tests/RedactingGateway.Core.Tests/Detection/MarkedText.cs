using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

/// <summary>A text in which the expected hits stand in ⟦ ⟧; the marks themselves are not a part of it.</summary>
internal static class MarkedText
{
    /// <summary>Asserts that the net finds in the text exactly the marked spans, all of one kind.</summary>
    public static void AssertFinds(string marked, DetectorKind kind)
    {
        byte[] text = Parse(marked, out List<(int Start, int Length)> spans);
        DetectorHit[] expected = [.. spans.Select(span => new DetectorHit(span.Start, span.Length, kind))];
        Assert.Equal(expected.Select(hit => Show(text, hit)), Find(text).Select(hit => Show(text, hit)));
    }

    /// <summary>The hits of the net in a text of any length.</summary>
    public static DetectorHit[] Find(ReadOnlySpan<byte> text)
    {
        DetectorHit[] hits = new DetectorHit[ContentNet.MaxHits];
        int count = ContentNet.Find(text, hits);
        Assert.True(count >= 0, "more hits than fit");
        return hits[..count];
    }

    public static DetectorHit[] Find(string text) => Find(Encoding.UTF8.GetBytes(text));

    private static string Show(byte[] text, DetectorHit hit) =>
        $"{hit.Kind} {hit.Start}+{hit.Length} {Encoding.UTF8.GetString(text, hit.Start, hit.Length)}";

    private static byte[] Parse(string marked, out List<(int Start, int Length)> spans)
    {
        spans = [];
        List<byte> text = [];
        int start = 0;
        foreach (Rune rune in marked.EnumerateRunes())
        {
            switch (rune.ToString())
            {
                case "⟦":
                    start = text.Count;
                    break;
                case "⟧":
                    spans.Add((start, text.Count - start));
                    break;
                default:
                    text.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
                    break;
            }
        }

        return [.. text];
    }
}
