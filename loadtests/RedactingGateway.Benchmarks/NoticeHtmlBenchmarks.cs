using System.Buffers;
using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Text;
using BenchmarkDotNet.Attributes;
using RedactingGateway.Benchmarks.Measuring;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Html.Charsets;
using RedactingGateway.Core.Notices.Html.Selectors;

namespace RedactingGateway.Benchmarks;

/// <summary>What it costs to scan a page, beside copying it and beside AngleSharp's DOM; fed in pieces of 16 KiB, as a response comes.</summary>
[MemoryDiagnoser]
[ThreadTimeJob]
public class NoticeHtmlBenchmarks
{
    // What one read of a response usually brings.
    private const int ChunkBytes = 16 * 1024;

    private static readonly byte[] Notice = "<div class=\"notice\">notice</div>"u8.ToArray();

    private readonly HtmlRewriterOptions _banner = new() { Points = HtmlPoints.HeadStart | HtmlPoints.BodyStart };
    private readonly ArrayBufferWriter<byte> _output = new(2 * 1024 * 1024);
    private HtmlRewriterOptions _offers = null!;
    private byte[] _page = [];

    [Params(10, 100, 1000)]
    public int Kilobytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _page = GeneratedPage.Create(Kilobytes * 1024);
        string[] selectors =
        [
            "[data-offer]", ".offer > h2", "main .recommendation[data-segment]", "#teaser, .hero.personalised",
            "script[src], img[src], iframe[src], link[href], form[action]",
        ];
        _offers = new HtmlRewriterOptions
        {
            Points = HtmlPoints.HeadStart | HtmlPoints.BodyStart | HtmlPoints.BodyEnd,
            Selectors = new HtmlSelectorSet([.. selectors.Select(text => HtmlSelector.TryParse(text, out var selector, out _) ? selector : throw new InvalidOperationException(text))]),
        };
    }

    [Benchmark(Baseline = true, Description = "copy")]
    public int Copy()
    {
        _output.ResetWrittenCount();
        for (var at = 0; at < _page.Length; at += ChunkBytes)
        {
            _output.Write(_page.AsSpan(at, Math.Min(ChunkBytes, _page.Length - at)));
        }

        return _output.WrittenCount;
    }

    [Benchmark(Description = "banner only")]
    public int Banner() => Rewrite(_banner);

    [Benchmark(Description = "offers and trackers")]
    public int Offers() => Rewrite(_offers);

    [Benchmark(Description = "AngleSharp's DOM, no output")]
    public int Dom() => new HtmlParser().ParseDocument(new TextSource(new ReadOnlyByteTextSource(_page, Encoding.Latin1))).All.Length;

    private int Rewrite(HtmlRewriterOptions options)
    {
        _output.ResetWrittenCount();
        using var rewriter = new HtmlRewriter(HtmlCharset.Utf8, options, new Visitor());
        for (var at = 0; at < _page.Length; at += ChunkBytes)
        {
            rewriter.Write(_page.AsSpan(at, Math.Min(ChunkBytes, _page.Length - at)), _output);
        }

        rewriter.Complete(_output);
        return _output.WrittenCount;
    }

    private sealed class Visitor : HtmlVisitor
    {
        protected internal override ReadOnlyMemory<byte> AtPoint(HtmlPoints point, HtmlPage page) => Notice;

        protected internal override void OnElement(HtmlElement element)
        {
            if (element.Matches(0))
            {
                element.InsertAfter(Notice);
            }
            else if (element.Matches(4) && (element.Attribute("src") ?? element.Attribute("href") ?? element.Attribute("action")) is { } address
                && address.StartsWith("https://www.", StringComparison.Ordinal))
            {
                element.SetAttribute("data-held", address);
            }
        }
    }
}
