using System.Buffers;
using System.Text;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Core.Tests.Notices.Html;

/// <summary>Runs one page through the rewriter.</summary>
internal static class Rewriting
{
    public const HtmlPoints AllPoints = HtmlPoints.HeadStart | HtmlPoints.HeadEnd | HtmlPoints.BodyStart | HtmlPoints.BodyEnd;

    public static HtmlSelectorSet Select(params string[] selectors) => new([.. selectors.Select(Parse)]);

    public static HtmlSelector Parse(string text) =>
        HtmlSelector.TryParse(text, out var selector, out var error) ? selector : throw new InvalidOperationException($"{text}: {error}");

    /// <summary>Bytes as text, one character each.</summary>
    public static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    public static (string Output, HtmlReport Report) Run(
        string page, HtmlVisitor visitor, HtmlRewriterOptions options, IEnumerable<int>? chunks = null, HtmlCharset? charset = null)
    {
        using var rewriter = new HtmlRewriter(charset ?? HtmlCharset.Utf8, options, visitor);
        var output = new ArrayBufferWriter<byte>();
        var bytes = Bytes(page);
        var at = 0;
        foreach (var size in chunks ?? [bytes.Length])
        {
            var length = Math.Min(size, bytes.Length - at);
            rewriter.Write(bytes.AsSpan(at, length), output);
            at += length;
        }

        rewriter.Write(bytes.AsSpan(at), output);
        rewriter.Complete(output);
        return (Text(output.WrittenSpan), rewriter.Report);
    }

    /// <summary>Runs a page with decisions about the elements that a selector matches.</summary>
    public static (string Output, HtmlReport Report) Decide(string page, string selector, Action<HtmlElement> decide) =>
        Run(page, new MarkingVisitor { MarksElements = false, Decide = decide }, new HtmlRewriterOptions { Selectors = Select(selector) });
}
