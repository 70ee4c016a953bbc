using System.Text;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class MultipartWalkerTests
{
    private const string Type = "multipart/form-data; boundary=----WebKitFormBoundaryAbc123";

    private static Workbench Shop() => new()
    {
        Body = Part(("a", Keep()), ("cd[x]", Keep()), ("secret", Deny()), ("one", Leaf(new ReplaceTreatment("1")))),
        Format = new LayerFormat([[Codec.Form], [Codec.Multipart]]),
    };

    [Fact]
    public void Walk_EverythingAllowed_ByteIdentical()
    {
        var body = Body(("a", "1"), ("cd[x]", "line\r\nline --"), ("a", " "));
        Assert.Equal(body, Send(body));
    }

    [Fact]
    public void Walk_SomethingDenied_LeavesTheOtherPartsAsTheyWere() =>
        Assert.Equal(Body(("a", "1"), ("one", "1")), Send(Body(("secret", "x"), ("a", "1"), ("unknown", "y"), ("one", "Anna"))));

    [Theory]
    [InlineData("Content-Disposition: form-data; name=\"a\"; filename=\"anna.txt\"")]
    [InlineData("Content-Disposition: form-data; name=\"a\"\r\nX-Note: anna@example.org")]
    [InlineData("Content-Disposition: form-data; name=a b")]
    [InlineData("Content-Disposition: form-data; name=a; filename=b")]
    [InlineData("Content-Type: text/plain")]
    public void Walk_PartWithOtherHeaders_DoesNotLeave(string headers)
    {
        var part = $"------WebKitFormBoundaryAbc123\r\n{headers}\r\n\r\n1\r\n";
        Assert.Equal(Body(("a", "1")), Send(part + Body(("a", "1"))));
    }

    [Theory]
    [InlineData("no delimiter")]
    [InlineData("------WebKitFormBoundaryAbc123\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")]
    [InlineData("------WebKitFormBoundaryAbc123--\r\nepilogue anna@example.org")]
    [InlineData("------WebKitFormBoundaryAbc123\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\n------WebKitFormBoundaryAbc123\nContent-Disposition: form-data; name=\"d\"\n\ny\r\n------WebKitFormBoundaryAbc123--\r\n")]
    [InlineData("preamble\r\n------WebKitFormBoundaryAbc123--\r\n")]
    public void Walk_BrokenFraming_IsUndecodable(string body) => Assert.Equal("<Undecodable>", Send(body));

    [Fact]
    public void Walk_UrlencodedBodyOfTheSameEndpoint_IsReadToo()
    {
        using var result = Shop().Redact("/e", "a=1&secret=2", "application/x-www-form-urlencoded");
        Assert.Equal("a=1", Encoding.UTF8.GetString(result.Body.Span));
    }

    private static string Send(string body)
    {
        using var result = Shop().Redact("/e", body, Type);
        return result.Withheld == WithheldReason.None ? Encoding.UTF8.GetString(result.Body.Span) : $"<{result.Withheld}>";
    }

    private static string Body(params (string Name, string Value)[] parts) =>
        string.Concat(parts.Select(p => $"------WebKitFormBoundaryAbc123\r\nContent-Disposition: form-data; name=\"{p.Name}\"\r\n\r\n{p.Value}\r\n"))
        + "------WebKitFormBoundaryAbc123--\r\n";
}
