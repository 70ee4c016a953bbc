using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Payloads.LzStrings;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>Encodings inside each other, as dictionaries declare them: kept values are the same bytes, the others are gone.</summary>
public sealed class LayerTests
{
    private const string Kept = "{ category: user.behavior, source: site }";
    private const string Denied = "{ type: text }";

    private static string Endpoint(string body) => $$"""
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: '{{body}}' }
        """;

    [Theory]
    [InlineData("""{"a":"1","b":"2"}""", """{"a":"1"}""")]
    [InlineData("\uFEFF{\"a\":\"1\"}", """{"a":"1"}""")]
    [InlineData("a=1&b=2", "a=1")]
    [InlineData("  [1]", "<Empty>")]
    public void Body_JsonOrForm_IsToldByItsFirstCharacter(string body, string expected)
    {
        var bench = new DictionaryBench($"""
            {Endpoint("json | form")}
            fields:
              'body.$.a, form.a': {Kept}
              'body.$.b, form.b': {Denied}
            """);

        Assert.Equal(expected, bench.Body(body));
    }

    [Theory]
    [InlineData("eyJhIjoiMSIsImIiOiIyIn0=", "eyJhIjoiMSJ9")]
    [InlineData("eyJhIjoiMSJ9", "eyJhIjoiMSJ9")]
    [InlineData("""{"a":"1","b":"2"}""", "%7B%22a%22%3A%221%22%7D")]
    public void Field_Base64OrPlainJson_IsToldByItsFirstCharacter(string value, string expected)
    {
        var bench = new DictionaryBench($"""
            {Endpoint("form")}
            fields:
              query.data: {"{ as: 'base64 > json | json' }"}
              query.data>$.a: {Kept}
              query.data>$.b: {Denied}
            """);

        Assert.Equal($"/e?data={expected}", bench.Target($"/e?data={Uri.EscapeDataString(value)}"));
    }

    [Fact]
    public void Lines_OfJson_EachIsDecidedForItself()
    {
        var bench = new DictionaryBench($$"""
            {{Endpoint("lines(json)")}}
                unit: body[]
            fields:
              body[].$.m: {{Kept}}
              body[].$.t.a: {category: user.behavior, source: site, required: true}
              body[].$.t.b: {{Denied}}
            """);

        Assert.Equal("{\"m\":1}\n{ \"t\" : {\"a\":1} }\r\n", bench.Body("{\"m\":1}\n{ \"t\" : {\"a\":1,\"b\":2} }\r\n{\"x\":1}\n"));
        Assert.Equal((3, 2), (bench.Counts.EventsReceived, bench.Counts.EventsSent));
        Assert.Contains(bench.Trace.Decisions, d => d.Address == "body[1].$.t.b");
        Assert.Equal("{\"m\":1}", bench.Body("{\"m\":1}\n{\"x\":1}"));
        Assert.Equal("{\"m\":1}", bench.Body("{\"m\":1}\n\r\n{\"x\":1}"));
        Assert.Equal("<Undecodable>", bench.Body("{\"m\":1}\n{\"m\":"));
    }

    [Fact]
    public void Lines_InsideAFormThatBreakOff_AreCountedAsWithheld()
    {
        var bench = new DictionaryBench($$"""
            {{Endpoint("form")}}
                unit: form.events>$[]
            fields:
              form.a: {{Kept}}
              form.events: { as: json }
              form.events>$[].x: {{Kept}}
            """);

        Assert.Equal("<Empty>", bench.Body("a=1&events=" + Uri.EscapeDataString("""[{"x":1},{"x":2,"x":""")));
        Assert.Equal((2, 0, 2), (bench.Counts.EventsReceived, bench.Counts.EventsSent, bench.Counts.EventsWithheld(WithheldReason.Undecodable)));
        Assert.Equal("a=1&events=%5B%7B%22x%22%3A1%7D%5D", bench.Body("a=1&events=%5B%7B%22x%22%3A1%7D%5D"));
    }

    [Theory]
    [InlineData("tv.1~em.abc~pn.def", "tv.1~em.abc")]
    [InlineData("tv.1", "tv.1")]
    [InlineData("pn.def", null)]
    [InlineData("tv.1~~em.x", "tv.1~em.x")]
    public void Packed_ByDot_KeepsKnownParts(string value, string? expected)
    {
        var bench = new DictionaryBench($"""
            {Endpoint("form")}
            fields:
              query.v: {Kept}
              query.em: {"{ as: packed(.) }"}
              'query.em>packed.tv, query.em>packed.em': {Kept}
              query.em>packed.pn: {Denied}
            """);

        Assert.Equal(expected is null ? "/e?v=1" : $"/e?v=1&em={expected}", bench.Target($"/e?v=1&em={value}"));
    }

    [Fact]
    public void Packed_ByTwo_KeepsKnownParts()
    {
        var bench = new DictionaryBench($"""
            {Endpoint("form")}
            fields:
              query.pr*: {"{ as: packed(2) }"}
              'query.pr*>packed.id, query.pr*>packed.qt': {Kept}
              query.pr*>packed.nm: {Denied}
            """);

        Assert.Equal("/e?pr1=idSKU-1~qt2", bench.Target("/e?pr1=idSKU-1~nmCoffee%20for%20Anna~qt2"));
    }

    [Theory]
    [InlineData("?idsite=1&uid=anna", "?idsite=1")]
    [InlineData("idsite=1", "idsite=1")]
    [InlineData("/other?idsite=1", null)]
    [InlineData("/api?idsite=1&uid=x", "/api?idsite=1")]
    public void Query_InAListOfTexts_KeepsWhatMayLeave(string item, string? expected)
    {
        var bench = new DictionaryBench($$"""
            {{Endpoint("json")}}
                unit: body.$.requests[]
            fields:
              body.$.requests[]: { as: query }
              body.$.requests[]>form.?: { structural: true, values: [/api] }
              body.$.requests[]>form.idsite: { structural: true, pattern: '[0-9]{1,6}', required: true }
              body.$.requests[]>form.uid: {{Denied}}
            """);

        var kept = expected is null ? "" : $",\"{expected}\"";
        Assert.Equal($$"""{"requests":["?idsite=2"{{kept}}]}""", bench.Body($$"""{"requests":["?idsite=2","{{item}}","?uid=x"]}"""));
    }

    [Fact]
    public void Percent_InsideJson_IsOneMoreLayer()
    {
        var bench = new DictionaryBench($$"""
            {{Endpoint("json")}}
            fields:
              body.$.p: { as: percent > json }
              body.$.p>$.a: {{Kept}}
            """);

        Assert.Equal("""{"p":"%7B%22a%22%3A1%7D"}""", bench.Body("""{"p":"%7B%22a%22%3A1%7D"}"""));
        Assert.Equal("""{"p":"%7B%22a%22%3A1%7D"}""", bench.Body("""{"p":"%7b%22a%22:1,%22b%22:2%7d"}"""));
    }

    // Compressed with the npm package lz-string 1.5.0; the first two are its compress() to units of 16 bits, whose bytes
    // versions up to 1.3 wrote as base64.
    [Theory]
    [InlineData("{\"a\":1}", "N4IghiBcCMC+QA==")]
    [InlineData("Müller", "LIH4NmCmBOQAAA==")]
    [InlineData("", "Q===")]
    [InlineData("a", "IZA=")]
    [InlineData("aa", "IbI=")]
    [InlineData("aaaaaaaaaaaa", "IY1lA===")]
    [InlineData("{\"a\":1}", "N4IghiBcCMC+Q===")]
    [InlineData("Müller €", "LIH4NmCmBOAEg1BEA===")]
    [InlineData("abcabcabcabcabcd", "IYIwxqHpkCZA")]
    [InlineData("日本語テキスト日本語", "qemhpzR5UYYwyLUMidDIEwyjEA==")]
    [InlineData(
        "{\"name\":\"Anna Tester\",\"mail\":\"anna@example.org\",\"list\":[1,2,3,1,2,3]}",
        "N4IgdghgtgpiBcICCZIAIAqMDOAXGATiADQhQQCWANgiBKhAAIwAe0ADlTAHQD2BAcxIgqFPAgDaARmIAmYgGZiM+QoC6AXyA===")]
    public void LzString_IsReadAndWrittenAsTheOriginalDoes(string text, string packed)
    {
        using var output = new PooledBuffer();
        Assert.Equal(LayerOutcome.Changed, LzStringCoding.Decode(Encoding.ASCII.GetBytes(packed), 1000, output));
        Assert.Equal(text, Encoding.UTF8.GetString(output.Written));

        output.Clear();
        LzStringCoding.Encode(Encoding.UTF8.GetBytes(text), Encoding.ASCII.GetBytes(packed), output);
        Assert.Equal(packed, Encoding.ASCII.GetString(output.Written));
    }

    [Theory]
    [InlineData("IZA")]
    [InlineData("IbI=IbI=")]
    [InlineData("!!!!")]
    [InlineData("eyJhIjoxfQ==")]
    public void LzString_NotWrittenBackFaithfully_IsRefused(string packed)
    {
        using var output = new PooledBuffer();
        Assert.Equal(LayerOutcome.Undecodable, LzStringCoding.Decode(Encoding.ASCII.GetBytes(packed), 1000, output));
    }

    [Fact]
    public void LzString_LargerThanTheLimit_IsALimit()
    {
        using var packed = new PooledBuffer();
        LzStringCoding.Encode(Encoding.ASCII.GetBytes(new string('a', 100_000)), original: default, packed);
        using var output = new PooledBuffer();

        Assert.InRange(packed.Length, 1, 2000);
        Assert.Equal(LayerOutcome.Limit, LzStringCoding.Decode(packed.Written, 50_000, output));
    }

    [Fact]
    public void Field_WhatItBecameHasNoSpellingInItsPlace_IsCountedAsWithheld()
    {
        var bench = new DictionaryBench(
            $$"""
            {{Endpoint("form")}}
            fields:
              query.a: {{Kept}}
              query.q: { as: query }
              'query.q>form."?"': { category: user.behavior, source: site, type: text }
              query.q>form.a: {{Kept}}
              query.p: { as: packed(2) }
              query.p>packed.id: { category: user.behavior.browsing_history, source: site }
            """,
            purposes: "measurement",
            allow: "user.behavior.browsing_history: { replace: x~y }");

        Assert.Equal("/e?a=1", bench.Target("/e?a=1&q=see%20anna@example.org%3Fa%3D1"));
        Assert.Equal((1, 0, 1), (bench.Counts.Kept, bench.Counts.Treated, bench.Counts.FieldsWithheld(WithheldReason.Shape)));
        Assert.Equal("/e?a=1", bench.Target("/e?a=1&p=idx"));
        Assert.Equal((1, 0, 1), (bench.Counts.Kept, bench.Counts.Treated, bench.Counts.FieldsWithheld(WithheldReason.Shape)));
        Assert.Contains(bench.Trace.Decisions, d => d is { Address: "query.p>packed.id", Outcome: FieldOutcome.Dropped });
    }

    [Theory]
    [InlineData("gzip", null)]
    [InlineData("zlib", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("br", "br")]
    [InlineData("zstd", "zstd")]
    public void Body_Compressed_LeavesCompressedTheSameWay(string coding, string? contentEncoding)
    {
        var kind = coding switch { "gzip" => CompressionKind.Gzip, "zlib" => CompressionKind.Zlib, "br" => CompressionKind.Brotli, _ => CompressionKind.Zstd };
        var bench = new DictionaryBench($$"""
            {{Endpoint("json")}}
            fields:
              body.$.a: {{Kept}}
            """);
        using var packed = new PooledBuffer();
        Compression.Compress(kind, "{\"a\":1,\"mail\":\"anna@example.org\"}"u8, packed);

        var sent = bench.Body(packed.Written.ToArray(), contentEncoding: contentEncoding);
        using var unpacked = new PooledBuffer();
        Assert.Equal(LayerOutcome.Changed, Compression.Decompress(kind, sent, 1000, 100, unpacked));
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(unpacked.Written));
        Assert.Equal("<Undecodable>", Encoding.ASCII.GetString(bench.Body(packed.Written[..^6].ToArray(), contentEncoding: contentEncoding)));
    }

    [Fact]
    public void Body_ZstdBomb_IsALimit()
    {
        using var packed = new PooledBuffer();
        Compression.Compress(CompressionKind.Zstd, new byte[64 << 20], packed);
        var bench = new DictionaryBench($"{Endpoint("json")}\nfields:\n  body.$.a: {Kept}");

        Assert.Equal("<Limit>", Encoding.ASCII.GetString(bench.Body(packed.Written.ToArray(), contentEncoding: "zstd")));
    }
}
