namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>Values that are decided with their neighbours, and words that stand for no value.</summary>
public sealed class NeighbourTests
{
    private const string Dictionary = """
        endpoints:
          send:
            match: { methods: [GET, POST], path: /e }
            host: collect
            body: { as: json }
        fields:
          'query.sw, body.$.events[].sw': { category: user.behavior, type: screenWidth }
          'query.sh, body.$.events[].sh': { category: user.behavior, type: screenHeight }
          body.$.events[].x.y: { category: user.behavior }
          body.$.events[].x.sw: { category: user.behavior, type: screenWidth }
          query.d: { as: json }
          query.d>$.y: { category: user.behavior }
          query.f: { as: form }
          query.f>form.y: { category: user.behavior }
          query.ip: { category: user.device.ip_address, source: site, type: ip, values: [$remote] }
          query.id: { category: user.unique_id.pseudonymous, type: opaqueId, pseudonym: 1d12 }
          body.$.id: { category: user.unique_id.pseudonymous, type: opaqueId, pseudonym: 1d12 }
        """;

    private static DictionaryBench Bench => new(Dictionary.Replace("user.behavior, type", "user.device, type", StringComparison.Ordinal), allow: "user.device: generalize");

    [Fact]
    public void Screen_HeightBeforeWidth_IsOfTheSameClass()
    {
        Assert.Equal("/e?sh=640&sw=360", Bench.Target("/e?sh=915&sw=412"));
        Assert.Equal("""{"events":[{"sh":640,"x":{"y":1},"sw":360},{"sh":1080,"sw":1920}]}""", Bench.Body("""{"events":[{"sh":915,"x":{"y":1},"sw":412},{"sh":900,"sw":1512}]}"""));
    }

    [Fact]
    public void Screen_HeightWithoutWidth_BorrowsNoOther() =>
        Assert.Equal("""{"events":[{"sh":1080,"sw":1920}]}""", Bench.Body("""{"events":[{"sh":900,"sw":1512},{"sh":915}]}"""));

    [Fact]
    public void Screen_SomethingBetweenWidthAndHeight_TheyStayAPair()
    {
        Assert.Equal("""{"events":[{"sw":360,"x":{"y":1,"sw":1920},"sh":640}]}""", Bench.Body("""{"events":[{"sw":412,"x":{"y":1,"sw":1512},"sh":915}]}"""));
        Assert.Equal("/e?sw=360&d=%7B%22y%22%3A1%7D&f=y%3D1&sh=640", Bench.Target("/e?sw=412&d=%7B%22y%22%3A1%7D&f=y%3D1&sh=915"));
        Assert.Equal("/e?sw=360&sh=640", Bench.Target("/e?sw=412&d=%7B%22y%22%3A&sh=915"));
    }

    [Fact]
    public void Ip_DocumentedWord_IsNoAddress()
    {
        Assert.Equal("/e?ip=$remote", Bench.Target("/e?ip=$remote"));
        Assert.Equal("/e?ip=203.0.113.7", Bench.Target("/e?ip=203.0.113.7"));
        Assert.Equal("/e", Bench.Target("/e?ip=$local"));
    }

    [Fact]
    public void Pseudonym_OfDigits_StaysANumberWhereThereWasOne()
    {
        Assert.Matches("""^\{"id":1[0-9]{12}\}$""", Bench.Body("""{"id":1764072000000}"""));
        Assert.Matches("""^\{"id":"1[0-9]{12}"\}$""", Bench.Body("""{"id":"a"}"""));
    }
}
