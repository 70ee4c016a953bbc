using RedactingGateway.Core.Signals;
using static RedactingGateway.Core.Policies.Language.LanguageValue;

namespace RedactingGateway.Core.Policies.Language;

/// <summary>Keys of <c>tests/*.yaml</c>: what a policy is expected to do with a request.</summary>
internal static class TestKeys
{
    public static MappingKeys Sent { get; } = new("sent",
    [
        new("form", Shaped("form"), "the form in which it leaves"),
        new("value", Text, "the value that leaves"),
    ]);

    public static MappingKeys Test { get; } = new("test",
    [
        new("visitor", Words<VisitorSituation>(), "who sends the request") { IsRequired = true },
        new("request", Shaped("file"), "captured request, in place of the file's"),
        new("destination", Shaped("destination"), "where it goes, in place of the file's"),
        new("signals", List(Text), "signals that it carries beside the visitor's, as `explain --signal` takes them") { Default = "none" },
        new("client", Text, "address of the client"),
        new("leaves", Flag, "whether anything leaves"),
        new("sent", Named("address of a field", AnyOf(Shaped("form"), Of(Sent))), "fields that leave, and how"),
        new("withheld", List(Shaped("address of a field")), "fields that do not leave"),
    ]);

    public static MappingKeys File { get; } = new("testFile",
    [
        new("request", Shaped("file"), "captured request (`.http`), beside the file") { IsRequired = true },
        new("destination", Shaped("destination"), "where it goes") { Default = "by its path" },
        new("tests", Named("name", Of(Test)), "the tests") { IsRequired = true },
    ]);
}
