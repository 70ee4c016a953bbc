using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace RedactingGateway.FunctionalTests.Pages;

/// <summary>What becomes of a site's page on its way: nothing, but for what is put into it.</summary>
public sealed class PageTests
{
    private const string Banner = "id=\"rg-banner\"";

    private static readonly byte[] Utf8Page = Encoding.UTF8.GetBytes(PageHarness.Page);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string?, int, bool> Codings => new(
        from coding in new[] { null, "gzip", "br" } from chunk in new[] { 1, 7, 4096 } from length in new[] { false, true } select (coding, chunk, length));

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Page_WithoutWhatWasPutIn_IsTheSites_ByteForByte(string? coding, int chunk, bool length)
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Utf8Page, coding, chunk, length));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation("/", ("Accept-Encoding", "gzip, br")), Stop);

        // In the coding in which it came.
        Assert.Equal(coding, response.Content.Headers.ContentEncoding.FirstOrDefault());
        var page = PageHarness.Decode(await response.Content.ReadAsByteArrayAsync(Stop), coding);
        Assert.Contains(Banner, Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        Assert.Contains("rg-foot", Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        Assert.Equal(Utf8Page, PageHarness.Strip(page));
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-15")]
    [InlineData("shift_jis")]
    [InlineData("gb18030")]
    [InlineData("utf-8")]
    public async Task Page_IsReadInItsCharset_AndTheNoticeIsWrittenInIt(string charset)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.UTF8;
        var page = encoding.GetBytes($"<!doctype html><html lang=\"de\"><head><meta charset=\"{charset}\"><title>x</title></head><body><p>\u8868 Gr\u00fc\u00dfe</p></body></html>");
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(page, type: "text/html"));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        var got = await response.Content.ReadAsByteArrayAsync(Stop);
        Assert.Equal(page, PageHarness.Strip(got));

        // The site speaks English only: quotes and names are all that could break; entities are right everywhere.
        Assert.Contains("Recorder Ltd", WebUtility.HtmlDecode(encoding.GetString(got)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_PassesUntouched()
    {
        var page = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(PageHarness.Page)).ToArray();
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(page, type: "text/html"));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        Assert.Equal(page, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData("xhr", "Sec-Fetch-Dest", "empty")]
    [InlineData("image", "Sec-Fetch-Dest", "image")]
    [InlineData("script of a page", "X-Requested-With", "XMLHttpRequest")]
    public async Task OtherRequests_AreLeftAlone(string what, string name, string value)
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Utf8Page, before: static c => c.Response.Headers.ETag = "\"a\""));
        using var client = harness.Client();
        using var request = PageHarness.Navigation("/", (name, value));
        if (name != "Sec-Fetch-Dest")
        {
            request.Headers.Remove("Sec-Fetch-Dest");
        }

        using var response = await client.SendAsync(request, Stop);

        Assert.True((await response.Content.ReadAsByteArrayAsync(Stop)).AsSpan().SequenceEqual(Utf8Page), what);
        Assert.Equal("\"a\"", response.Headers.ETag!.ToString());
        Assert.Empty(response.Headers.Vary);
    }

    public static TheoryData<string, string, string> OtherAnswers => new()
    {
        { "Content-Disposition", "attachment; filename=a.html", "text/html" },
        { "Cache-Control", "max-age=60, no-transform", "text/html" },
        { "Content-Encoding", "zstd", "text/html" },
        { "X-None", "1", "text/plain" },
        { "X-None", "1", "application/xhtml+xml" },
        { "X-None", "1", "nonsense" },
    };

    [Theory]
    [MemberData(nameof(OtherAnswers))]
    public async Task OtherAnswers_AreLeftAlone(string name, string value, string type)
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Utf8Page, type: type, before: c => c.Response.Headers[name] = value));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        Assert.Equal(Utf8Page, await response.Content.ReadAsByteArrayAsync(Stop));
    }

    [Theory]
    [InlineData("<p>a part of a page</p>")]
    [InlineData("{\"json\": true}")]
    [InlineData("")]
    public async Task PartsOfPages_AreLeftAlone(string part)
    {
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(Encoding.UTF8.GetBytes(part)));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation(), Stop);

        Assert.Equal(part, await response.Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task FirstBytes_ArriveBeforeTheSiteHasSentTheRest()
    {
        var rest = new TaskCompletionSource();
        await using var harness = await PageHarness.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<!doctype html><html><head><title>first</title><script src=/a.js></script>");
            await context.Response.Body.FlushAsync();
            await rest.Task;
            await context.Response.WriteAsync("</head><body><p>rest</p></body></html>");
        });
        using var client = harness.Client();
        using var response = await client.SendAsync(PageHarness.Navigation(), HttpCompletionOption.ResponseHeadersRead, Stop);
        var stream = await response.Content.ReadAsStreamAsync(Stop);

        var text = "";
        var buffer = new byte[1024];
        while (!text.Contains("src=/a.js>", StringComparison.Ordinal))
        {
            text += Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, Stop));
        }

        rest.SetResult();
        using var reader = new StreamReader(stream);
        Assert.EndsWith("</html>", await reader.ReadToEndAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenCompression_IsNotMadeWhole()
    {
        var coded = PageHarness.Encode(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<p>{i}</p>"))), "gzip");
        await using var harness = await PageHarness.StartAsync(async context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.ContentEncoding = "gzip";
            coded.AsSpan(coded.Length / 2, 100).Fill(0xFF);
            await context.Response.Body.WriteAsync(coded);
        });
        using var client = harness.Client();

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await client.SendAsync(PageHarness.Navigation("/", ("Accept-Encoding", "gzip")), Stop);
            PageHarness.Decode(await response.Content.ReadAsByteArrayAsync(Stop), "gzip");
        });
    }

    [Fact]
    public async Task LargePage_IsWholeAndCounted_InBoundedMemory()
    {
        // 12 MiB, over what is looked at.
        var page = Encoding.UTF8.GetBytes("<!doctype html><html><body>" + string.Concat(Enumerable.Repeat("<p class=\"row\">some text of a long page</p>\n", 280_000)) + "</body></html>");
        await using var harness = await PageHarness.StartAsync(PageHarness.Sends(page, "gzip", chunk: 64 * 1024));
        using var client = harness.Client();

        using var response = await client.SendAsync(PageHarness.Navigation("/", ("Accept-Encoding", "gzip")), Stop);

        var got = PageHarness.Decode(await response.Content.ReadAsByteArrayAsync(Stop), "gzip");
        Assert.Equal(page.Length, PageHarness.Strip(got).Length);
        Assert.DoesNotContain("rg-foot", Encoding.UTF8.GetString(got.AsSpan(got.Length - 1000)), StringComparison.Ordinal);
    }
}
