using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

public sealed class EnvelopeTests
{
    private const string Dictionary = """
        endpoints:
          envelope:
            match: { methods: [POST], path: /e }
            host: collect
            body: { as: envelope }
            unit: body[]
        fields:
          body.header.$.event_id: { category: user.behavior, source: site }
          body.item.$.type: { structural: true, pattern: '[a-z_]{1,20}', required: true }
          body.item.$.length: { structural: true, type: integer }
          body.event.$.message: { category: user.behavior, source: site, type: text }
          body.event.$.user.*: { type: text }
          body.session.$.sid: { category: user.behavior, source: site }
        """;

    [Fact]
    public void Walk_EverythingMayLeave_IsTheSameBytes()
    {
        const string envelope = "{\"event_id\":\"a1\"}\n{\"type\":\"event\",\"length\":15}\n{\"message\":\"ok\"}\n{\"type\":\"session\"}\n{ \"sid\":\"s\" }\n";

        Assert.Equal(envelope.Replace("15", "16", StringComparison.Ordinal), new DictionaryBench(Dictionary).Body(envelope.Replace("15", "16", StringComparison.Ordinal)));
    }

    [Fact]
    public void Walk_PayloadChanges_LengthIsWrittenAnew()
    {
        var bench = new DictionaryBench(Dictionary);
        const string payload = "{\"message\":\"ok\",\n\"user\":{\"email\":\"anna@example.org\"}}";
        var sent = bench.Body($"{{\"event_id\":\"a1\",\"sdk\":\"x\"}}\n{{\"type\":\"event\",\"length\":{payload.Length}}}\n{payload}");

        Assert.Equal("{\"event_id\":\"a1\"}\n{\"type\":\"event\",\"length\":16}\n{\"message\":\"ok\"}", sent);
        Assert.Contains(bench.Trace.Decisions, d => d.Address == "body.event.$.user.email" && d.Reason == WithheldReason.Uncategorised);
    }

    [Fact]
    public void Walk_UnknownItemType_GoesAndOthersStay()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Equal(
            "{}\n{\"type\":\"session\"}\n{\"sid\":\"s\"}",
            bench.Body("{\"dsn\":\"x\"}\n{\"type\":\"attachment\",\"length\":6}\nsecret\n{\"type\":\"session\"}\n{\"sid\":\"s\"}"));
        Assert.Equal((1, 1), (bench.Counts.EventsReceived, bench.Counts.EventsSent));
    }

    [Fact]
    public void Walk_ItemThatIsNoJson_GoesAndOthersStay()
    {
        var bench = new DictionaryBench(Dictionary);

        Assert.Equal("{}\n{\"type\":\"session\"}\n{\"sid\":\"s\"}", bench.Body("{}\n{\"type\":\"event\"}\nnot json\n{\"type\":\"session\"}\n{\"sid\":\"s\"}"));
        Assert.Equal(1, bench.Counts.EventsWithheld(WithheldReason.Policy));
    }

    [Theory]
    [InlineData("{}\n{\"type\":\"event\",\"length\":99}\n{\"message\":\"ok\"}", "Undecodable")]
    [InlineData("{}\n{\"type\":\"event\",\"length\":3}\n{\"message\":\"ok\"}", "Undecodable")]
    [InlineData("{}\n{\"type\":\"event\",\"type\":\"session\"}\n{\"message\":\"ok\"}", "Undecodable")]
    [InlineData("{}\n{\"length\":2}\n{}", "Undecodable")]
    [InlineData("{}\n{\"\\ud800\":1,\"type\":\"event\"}\n{\"message\":\"ok\"}", "Undecodable")]
    [InlineData("not json\n{\"type\":\"event\"}\n{\"message\":\"ok\"}", "Undecodable")]
    [InlineData("{}\n{\"type\":\"attachment\"}\nsecret", "Empty")]
    [InlineData("{}", "Empty")]
    [InlineData("{}\n{\"type\":\"header\"}\n{\"event_id\":\"x\"}", "Empty")]
    public void Walk_BrokenFramingOrNothingLeft_DoesNotLeave(string envelope, string reason) =>
        Assert.Equal($"<{reason}>", new DictionaryBench(Dictionary).Body(envelope));
}
