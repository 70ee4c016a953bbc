using System.Text;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(200)]
    public void Redact_IntoAnEarlierResult_AllocatesNothing(int events) => Assert.Equal(0, Allocated(events));

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
