namespace RedactingGateway.Core.Tests.Redaction.Layers;

public sealed class SessionAndPathTests
{
    private const string Dictionary = """
        prefixes:
          event: [query, form]
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: form }
          profile:
            match: { methods: [GET], path: "/cdn/{key}/p/{who}" }
            forward: "/p/{who}/{key}"
            host: collect
        fields:
          path.key: { structural: true, pattern: '[a-z]{3}' }
          path.who: { category: user.unique_id.pseudonymous, source: site, type: opaqueId, pseudonym: x8 }
          query.sid: { category: user.unique_id.pseudonymous, type: opaqueId, pseudonym: d10, sessionStart: true }
          '{event}.cid': { category: user.unique_id.pseudonymous, type: opaqueId, pseudonym: d10 }
          query.rid: { category: user.unique_id, type: opaqueId, pseudonym: d10, required: { surrogate: session } }
        """;

    private static string Value(string target, string name) =>
        target.Split('?', '&').Single(p => p.StartsWith($"{name}=", StringComparison.Ordinal))[(name.Length + 1)..];

    [Fact]
    public void Pseudonym_RunningSession_StaysInItsEpoch()
    {
        var bench = new DictionaryBench(Dictionary);
        var target = $"/e?cid=1.2&sid={bench.Time.GetUtcNow().ToUnixTimeSeconds()}";
        var before = bench.Target(target);
        bench.Time.Advance(TimeSpan.FromHours(13));
        Assert.Equal(before, bench.Target(target));

        // Another session, and one that has gone on for too long, are of the new day.
        Assert.NotEqual(Value(before, "cid"), Value(bench.Target($"/e?cid=1.2&sid={bench.Time.GetUtcNow().ToUnixTimeSeconds()}"), "cid"));
        Assert.NotEqual(Value(before, "cid"), Value(bench.Target("/e?cid=1.2"), "cid"));
        bench.Time.Advance(TimeSpan.FromHours(12));
        Assert.NotEqual(Value(before, "cid"), Value(bench.Target(target), "cid"));
    }

    [Fact]
    public void Surrogate_OfASession_IsEqualInItAndOtherwiseRandom()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Equal(Value(bench.Target("/e?rid=a&sid=1764072000"), "rid"), Value(bench.Target("/e?sid=1764072000&rid=b"), "rid"));
        Assert.NotEqual(Value(bench.Target("/e?rid=a&sid=1764072000"), "rid"), Value(bench.Target("/e?rid=a&sid=1764072001"), "rid"));
        Assert.NotEqual(Value(bench.Target("/e?rid=a"), "rid"), Value(bench.Target("/e?rid=a"), "rid"));
    }

    [Fact]
    public void Surrogate_SessionMayNotLeave_TiesNothing()
    {
        var bench = new DictionaryBench(Dictionary, purposes: "ads");

        Assert.NotEqual(Value(bench.Target("/e?rid=a&sid=1764072000"), "rid"), Value(bench.Target("/e?rid=a&sid=1764072000"), "rid"));
    }

    [Fact]
    public void Path_FieldInIt_IsTreatedAndForwardedWhereTheVendorHasIt()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Matches("^/p/[0-9a-f]{8}/abc$", bench.Target("/cdn/abc/p/KD-2026"));
        Assert.Equal(bench.Target("/cdn/abc/p/KD-2026"), bench.Target("/cdn/abc/p/KD%2D2026"));
        Assert.Equal("<Required>", new DictionaryBench(Dictionary, purposes: "ads").Target("/cdn/abc/p/KD-2026"));
    }

    [Theory]
    [InlineData("/cdn/abc/p/..")]
    [InlineData("/cdn/abc/p/%2e%2E")]
    [InlineData("/cdn/abc/p/a%2Fb")]
    [InlineData("/cdn/abc/p/")]
    public void Path_DotsAndHiddenSeparators_FindNoEndpoint(string path) =>
        Assert.Throws<InvalidOperationException>(() => new DictionaryBench(Dictionary).Target(path));

    [Fact]
    public void Prefix_StandsForEveryPlace()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Matches("^cid=[0-9]{10}$", bench.Body("cid=1.2"));
        Assert.Matches("^/e\\?cid=[0-9]{10}$", bench.Target("/e?cid=1.2"));
    }
}
