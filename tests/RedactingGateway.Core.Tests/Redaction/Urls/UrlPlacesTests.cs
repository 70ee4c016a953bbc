using RedactingGateway.Core.Protocols;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction.Urls;

/// <summary>One type for every place where an address stands.</summary>
public sealed class UrlPlacesTests
{
    private const string Address = "https://shop.example/konto/7?utm_x=1&n=Anna";

    private static readonly FieldState Url = Leaf(UrlText.Form, FieldType.Url);

    [Fact]
    public void Query_Address_IsScrubbedAndEncoded() =>
        Assert.Equal("?dl=https%3A%2F%2Fshop.example%2Fkonto%2F%3Aid%3Futm_x%3D1", new Workbench { Query = Part(("dl", Url)) }.QueryOf("dl=" + Uri.EscapeDataString(Address)));

    [Fact]
    public void Json_Address_IsScrubbed() =>
        Assert.Equal("""{"u":"https://shop.example/konto/:id?utm_x=1"}""", new Workbench { Body = Part(("u", Url)) }.Json($$"""{"u":"{{Address}}"}"""));

    [Fact]
    public void Referer_Address_IsScrubbed()
    {
        var shop = new Workbench { Headers = Part(("referer", Url)) };
        using var result = shop.Redact("/e", [], grant: Granted, headers: [new("Referer", Address)]);

        Assert.Equal("https://shop.example/konto/:id?utm_x=1", result.Headers.Single(h => h.Key == "Referer").Value);
    }

    [Fact]
    public void Address_Unchanged_KeepsItsEscapes() => Assert.Equal(
        """{ "u" : "https:\/\/shop.example\/a" }""", new Workbench { Body = Part(("u", Url)) }.Json("""{ "u" : "https:\/\/shop.example\/a" }"""));

    [Fact]
    public void NestedAddresses_ManyTimes_AllocateNoMore()
    {
        var small = Allocated(10);
        Assert.InRange(Allocated(100), 0, small);
    }

    private static long Allocated(int events)
    {
        var shop = new Workbench { Body = Part(("events", List(Unit(Part(("u", Url)))))) };
        var one = $$"""{"u":"https://a.example/konto/7?url={{Uri.EscapeDataString(Address)}}#x"}""";
        return shop.AllocatedBytes("/e", System.Text.Encoding.UTF8.GetBytes($$"""{"events":[{{string.Join(',', Enumerable.Repeat(one, events))}}]}"""));
    }
}
