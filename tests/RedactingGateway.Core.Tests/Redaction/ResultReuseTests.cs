using System.Text;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

/// <summary>A result that is used again holds nothing of the request before.</summary>
public sealed class ResultReuseTests
{
    private static Workbench Shop() => new()
    {
        Query = Part(("a", Keep())),
        Body = Part(("events", List(Unit(Part(("name", Keep()), ("secret", Deny())))))),
    };

    [Fact]
    public void Redact_IntoAnEarlierResult_IsAsIntoANewOne()
    {
        const string second = """{"events":[{"name":"x","secret":1}]}""";
        using var expected = Shop().Redact("/e", second);
        using var actual = Shop().RedactTwice("""{"events":[{"name":"longer than the second"},{"secret":"y"},{"secret":"z"}]}""", second);
        Assert.Equal(WithheldReason.None, actual.Withheld);
        Assert.Equal("""{"events":[{"name":"x"}]}""", Encoding.UTF8.GetString(actual.Body.Span));
        Assert.Equal("/e", Encoding.UTF8.GetString(actual.Target.Span));
        Assert.Empty(actual.Headers);
        Assert.Equivalent(expected.Counts, actual.Counts, strict: true);
        Assert.All(Enum.GetValues<WithheldReason>(), reason => Assert.Equal(expected.Counts.FieldsWithheld(reason), actual.Counts.FieldsWithheld(reason)));
        Assert.All(Enum.GetValues<WithheldReason>(), reason => Assert.Equal(expected.Counts.EventsWithheld(reason), actual.Counts.EventsWithheld(reason)));
    }

    [Fact]
    public void Redact_WithoutGrantIntoAnEarlierResult_HoldsNothing()
    {
        using var actual = Shop().RedactTwice("""{"events":[{"name":"x"}]}""", """{"events":[{"name":"x"}]}""", secondGrant: 0);
        Assert.Equal(WithheldReason.NoGrant, actual.Withheld);
        Assert.True(actual.Body.IsEmpty);
        Assert.True(actual.Target.IsEmpty);
        Assert.Empty(actual.Headers);
        Assert.Equal(0, actual.Counts.Kept);
    }
}
