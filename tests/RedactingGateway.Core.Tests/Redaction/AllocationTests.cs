using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class AllocationTests
{
    // What one request may allocate whatever its size: the result, its lists, a few header strings.
    private const long MostBytes = 4096;

    [Fact]
    public void Redact_BodyTenTimesAsLarge_AllocatesNoMore()
    {
        var small = Allocated(events: 20);
        var large = Allocated(events: 200);
        Assert.InRange(small, 0, MostBytes);
        Assert.InRange(large, 0, small);
    }

    private static long Allocated(int events)
    {
        var shop = new Workbench
        {
            Body = Part(("events", List(Unit(Part(
                ("name", Keep()),
                ("page", Leaf(new ScrubUrlTreatment([]), Core.Protocols.FieldType.Url)),
                ("id", Leaf(new PseudonymizeTreatment("vendor", "user.unique_id", 30, PseudonymShape.Hex32), Core.Protocols.FieldType.OpaqueId)),
                ("text", Keep(Core.Protocols.FieldType.Text)),
                ("secret", Deny())))))),
            Limits = new GatewayLimits(),
        };
        var one = """{"name":"x","page":"https://shop.example/a?b=anna@example.org","id":"1","text":"Gr\u00fc\u00dfe an anna@example.org","secret":{"a":[1,2]},"unknown":1}""";
        var body = Encoding.UTF8.GetBytes($$"""{"events":[{{string.Join(',', Enumerable.Repeat(one, events))}}]}""");
        return shop.AllocatedBytes("/e", body);
    }
}
