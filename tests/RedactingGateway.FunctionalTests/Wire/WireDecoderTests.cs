using System.IO.Compression;
using System.Text;

namespace RedactingGateway.FunctionalTests.Wire;

public sealed class WireDecoderTests
{
    private const string Secret = "anna+x@example.org";

    /// <summary>Recordings in which nobody was planted: configuration fetched, an app opened.</summary>
    private static readonly HashSet<string> HoldNobody =
    [
        "clevertap-web/01-default-a.http", "posthog-js/01-gzip-config.http", "rudderstack-browser/02-xhr-sourceConfig.http",
        "segment-browser/01-standard-settings.http", "simple-analytics/04-default-append.http",
    ];

    public static TheoryData<string, string, string> Bodies => new()
    {
        { "body>form.q", "a=1&q=anna%2Bx%40example.org", "a form" },
        { "body>form.q", "a=1&q=anna+x@example.org", "a '+' that is one" },
        { "body>form.q", "en=a&v=1\r\nen=b&q=anna%2Bx%40example.org", "a form on each line" },
        { "body>form.anna+x@example.org(key)", "anna%2Bx%40example.org=1", "a parameter's name" },
        { "body>json$.a[1].b", """{"a":[1,{"b":"anna+x@example\u002eorg"}]}""", "JSON" },
        { "body>json$.anna+x@example.org(key)", """{"anna+x@example.org":true}""", "a JSON key" },
        { "body>json$.a>json$.b", """{"a":"{\"b\":\"anna+x@example.org\"}"}""", "JSON in a JSON string" },
        { "body>json$.a>json$.b", """{"n":"\ud800","a":"{\"b\":\"anna+x@example.org\"}"}""", "JSON beside a lone surrogate" },
        { "body>line[1]>json$.q", "{}\n{\"q\":\"anna+x@example.org\"}\n", "JSON on each line" },
        { "body>json$.u?q", """{"u":"https://a.example/p?q=anna%2Bx%40example.org#f"}""", "a URL's parameter" },
        { "body>json$.u(url path)[1]", """{"u":"https://a.example/p/anna%2Bx%40example.org"}""", "a URL's path segment" },
        { "body>json$.u(url fragment)", """{"u":"https://a.example/p#anna%2Bx%40example.org"}""", "a URL's fragment" },
        { "body>json$.u(url userinfo)", """{"u":"https://anna%2Bx%40example.org@a.example/"}""", "a URL's user" },
        { "body>json$.t?q", """{"t":"see https://a.example/p?q=anna%2Bx%40example.org"}""", "a URL in a sentence" },
        { "body>json$.u?v?q", """{"u":"/p?v=%2Fr%3Fq%3Danna%252Bx%2540example.org"}""", "a URL in a URL" },
        { "body>json$.a>pct>pct>pct>pct", """{"a":"anna%2525252Bx%25252540example.org"}""", "four levels of percent-encoding" },
        { "body>form.d>base64>json$.q", "d=eyJxIjoiYW5uYSt4QGV4YW1wbGUub3JnIn0%3D", "padded base64" },
        { "body>form.d>base64>json$.q", "d=eyJxIjoiYW5uYSt4QGV4YW1wbGUub3JnIn0", "base64 without padding" },
        { "body>form.d>lzstring>json$.q", "d=N4IgjiBcIIYHZxgagB4AECmKYFsAOANhgHQD2ATgOYgC%2BQA%3D", "LZ-String" },
        { "body>json$.requests[0]?q", "{\"requests\":[\"?idsite=1&q=anna%2Bx%40example.org\"]}", "a query string in JSON" },
        { "body>json$.t>base64[9]>json$.q", """{"t":"tv.1~x.1 eyJxIjoiYW5uYSt4QGV4YW1wbGUub3JnIn0.sig"}""", "base64 in a token" },
        { "body>multipart.ud[em]", "--X\r\nContent-Disposition: form-data; name=\"ud[em]\"\r\n\r\nanna+x@example.org\r\n--X--\r\n", "multipart" },
        { "body>multipart.u?q", "--X\r\nContent-Disposition: form-data; name=u\r\n\r\n/p?q=anna%2Bx%40example.org\r\n--X--\r\n", "a URL in multipart" },
    };

    public static TheoryData<string, string> Recordings =>
        [.. Recording.All().Select(recording => new TheoryDataRow<string, string>(recording.Sdk, recording.FileName))];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_value_is_found_at_its_place(string where, string body, string because)
    {
        AssertContains(where, WireDecoder.Decode(Post(Encoding.UTF8.GetBytes(body))), because);
    }

    [Theory]
    [InlineData("target?q", "/p?q=anna%2Bx%40example.org")]
    [InlineData("target(path)[1]", "/p/anna%2Bx%40example.org/x?v=1")]
    [InlineData("target?data>base64>json$.q", "/p?data=eyJxIjoiYW5uYSt4QGV4YW1wbGUub3JnIn0%3D")]
    [InlineData("target?dl?q>pct", "/p?dl=https%3A%2F%2Fa.example%2F%3Fq%3Danna%25252Bx%252540example.org")]
    public void The_target_is_taken_apart(string where, string target)
    {
        AssertContains(where, WireDecoder.Decode(new WireRequest("GET", target, [], [])), target);
    }

    [Theory]
    [InlineData("header.Cookie.c>base64>json$.q", "Cookie", "a=1; c=eyJxIjoiYW5uYSt4QGV4YW1wbGUub3JnIn0=")]
    [InlineData("header.Referer?q", "Referer", "https://a.example/?q=anna%2Bx%40example.org")]
    [InlineData("header.Authorization>base64[6]", "Authorization", "Basic YW5uYSt4QGV4YW1wbGUub3Jn")]
    public void Headers_are_taken_apart(string where, string name, string value)
    {
        AssertContains(where, WireDecoder.Decode(new WireRequest("GET", "/", [new(name, value)], [])), value);
    }

    [Fact]
    public void Compressed_bodies_are_opened_with_and_without_a_header()
    {
        var json = Encoding.UTF8.GetBytes($$"""{"q":"{{Secret}}"}""");
        var gzip = Compress(json, stream => new GZipStream(stream, CompressionMode.Compress));
        var twice = Compress(gzip, stream => new GZipStream(stream, CompressionMode.Compress));
        var zlib = Compress(json, stream => new ZLibStream(stream, CompressionMode.Compress));
        var deflate = Compress(json, stream => new DeflateStream(stream, CompressionMode.Compress));
        var brotli = Compress(json, stream => new BrotliStream(stream, CompressionMode.Compress));

        AssertContains("body>gzip>json$.q", WireDecoder.Decode(Post(gzip)), "gzip by magic");
        AssertContains("body>gzip>json$.q", WireDecoder.Decode(Post(gzip, "gzip")), "gzip by header");
        AssertContains("body>gzip>gzip>json$.q", WireDecoder.Decode(Post(twice, "gzip")), "gzip in gzip");
        AssertContains("body>zlib>json$.q", WireDecoder.Decode(Post(zlib)), "zlib by magic");
        AssertContains("body>zlib>json$.q", WireDecoder.Decode(Post(deflate, "deflate")), "deflate by header");
        AssertContains("body>br>json$.q", WireDecoder.Decode(Post(brotli, "br")), "br by header");
        AssertContains("body>form.d>base64>gzip>json$.q", WireDecoder.Decode(Post(Encoding.ASCII.GetBytes($"d={Convert.ToBase64String(gzip)}"))), "base64(gzip)");

        var escaped = string.Concat(gzip.Select(value => $"%{value:X2}"));
        AssertContains("target?d>gzip>json$.q", WireDecoder.Decode(new WireRequest("GET", $"/?d={escaped}", [], [])), "percent-encoded gzip");
    }

    [Fact]
    public void Each_part_of_a_multipart_body_is_read_on_its_own()
    {
        var gzip = Compress(Encoding.UTF8.GetBytes($$"""{"q":"{{Secret}}"}"""), stream => new GZipStream(stream, CompressionMode.Compress));
        byte[] body = [
            .. "--X\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n"u8, .. gzip,
            .. "\r\n--X\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\nGrünwaldt\r\n--X--\r\n"u8,
        ];
        var values = WireDecoder.Decode(Post(body));

        AssertContains("body>multipart.f>gzip>json$.q", values, "gzip in multipart");
        Assert.Contains(new DecodedValue("body>multipart.n", "Grünwaldt"), values);
    }

    [Fact]
    public void A_string_that_is_not_unicode_is_still_read()
    {
        var values = WireDecoder.Decode(Post("{\"n\":\"\\ud800 anna\\u002bx@example.org\"}"u8.ToArray()));
        Assert.Contains(values, value => value.Where == "body>json$.n" && value.Text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public void What_it_cannot_open_it_refuses()
    {
        // Not "no hit": whoever asks whether something leaked has to hear that nobody looked.
        Assert.Throws<NotSupportedException>(() => WireDecoder.Decode(Post([1, 2, 3], "zstd")));
        Assert.Throws<NotSupportedException>(() => WireDecoder.Decode(Post([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0])));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_canary_is_decoded_where_the_corpus_says(string sdk, string fileName)
    {
        var recording = Recording.Load(sdk, fileName);
        var values = WireDecoder.Decode(recording.ToRequest());

        Assert.Equal(HoldNobody.Contains($"{sdk}/{fileName}") || recording.Method == "OPTIONS", recording.Canaries.Count == 0);
        Assert.All(recording.Canaries, canary =>
            Assert.Contains(values, value => value.Where == canary.Where && value.Text.Contains(CanaryText.Of(canary), StringComparison.Ordinal)));
    }

    private static WireRequest Post(byte[] body, string? contentEncoding = null) =>
        new("POST", "/", contentEncoding is null ? [] : [new("Content-Encoding", contentEncoding)], body);

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> open)
    {
        using var compressed = new MemoryStream();
        using (var stream = open(compressed))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    private static void AssertContains(string where, IReadOnlyList<DecodedValue> values, string because) =>
        Assert.True(values.Contains(new DecodedValue(where, Secret)), $"{because}: not at {where}, only\n{string.Join('\n', values)}");
}
