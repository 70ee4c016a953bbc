using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class ContentNetTests
{
    [Fact]
    public void Find_SupportMessage_FindsAllKindsInOrder()
    {
        string text = "Hallo, hier ist Elfriede Haselnuss. Bitte schreiben Sie an elfriede.haselnuss+shop@example.net. Meine IBAN lautet "
            + "DE89 3704 0044 0532 0130 00, Karte 4111 1111 1111 1111, familienstand: verpartnert. Gesendet von 203.0.113.77 (2001:db8::1).";
        Assert.Equal(
            [
                "Email elfriede.haselnuss+shop@example.net",
                "Iban DE89 3704 0044 0532 0130 00",
                "PaymentCard 4111 1111 1111 1111",
                "MaritalStatus verpartnert",
                "IpAddress 203.0.113.77",
                "IpAddress 2001:db8::1",
            ],
            Describe(text));
    }

    [Theory]
    [InlineData("anna@[192.0.2.1]", "Email anna@[192.0.2.1]")]
    [InlineData("192.0.2.1@example.org", "Email 192.0.2.1@example.org")]
    [InlineData("DE89370400440532013000@example.org", "Email DE89370400440532013000@example.org")]
    [InlineData("4111111111111111@example.org", "Email 4111111111111111@example.org")]
    [InlineData("::ffff:192.0.2.1", "IpAddress ::ffff:192.0.2.1")]
    public void Find_ValueInValue_LongestNamesIt(string text, string expected) => Assert.Equal([expected], Describe(text));

    [Fact]
    public void Find_AddressBehindCard_LeavesNothingOfEither() =>
        Assert.Equal(["PaymentCard 4111 1111 1111 1111", "Email @example.org"], Describe("4111 1111 1111 1111@example.org"));

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, -1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void Find_MoreHitsThanRoom_ReturnsMinusOne(int room, int expected) =>
        Assert.Equal(expected, ContentNet.Find("a@example.org, b@example.org"u8, new DetectorHit[room]));

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Find_NothingThere_ReturnsZero(int room) =>
        Assert.Equal(0, ContentNet.Find("Danke, Anna – Bestellung Nr. 12345 vom 23.11.2026"u8, new DetectorHit[room]));

    [Theory]
    [InlineData("a@example.org ")]
    [InlineData("4111111111111111 ")]
    [InlineData("DE89370400440532013000 ")]
    [InlineData("192.0.2.1 ")]
    [InlineData("2001:db8::1 ")]
    public void Find_MoreThanMaxHits_ReturnsMinusOne(string value)
    {
        DetectorHit[] hits = new DetectorHit[200];
        byte[] most = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(value, ContentNet.MaxHits)));
        byte[] tooMany = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(value, ContentNet.MaxHits + 1)));
        Assert.Equal(ContentNet.MaxHits, ContentNet.Find(most, hits));
        Assert.Equal(-1, ContentNet.Find(tooMany, hits));
    }

    [Theory]
    [InlineData("https://shop.example/p/4711?utm_source=news&utm_campaign=2026-11&gclid=EAIaIQobChMI8f6Y5p3ZggMVhJdQBh0abc")]
    [InlineData("550e8400-e29b-41d4-a716-446655440000")]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    [InlineData("GA1.1.555555555.1760000000")]
    [InlineData("fb.1.1760000000000.1234567890")]
    [InlineData("2026-11-23T12:30:45.123Z")]
    [InlineData("Wanderschuhe »Alpin 4.1.2«, Größe 42, 129,90 €, EAN 4006381333931")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1")]
    [InlineData("TypeError: Cannot read properties of undefined (reading 'a') at app.4f2a9c.js:12:34567")]
    public void Find_OrdinaryTrackerText_FindsNone(string text) => Assert.Empty(MarkedText.Find(text));

    [Fact]
    public void Find_Signature_FindsAllKindsInOrder() => Assert.Equal(
        ["StreetAddress Ahornweg 1a, 10115 Berlin", "Phone +49 30 23125 100", "Phone 0171 39200 1000", "BirthDate 01.01.1950"],
        Describe("Anna Schmidt, Ahornweg 1a, 10115 Berlin, +49 30 23125 100, 0171 39200 1000, geb. 01.01.1950"));

    [Fact]
    public void Find_AnyText_AllocatesNothing()
    {
        byte[] text = Encoding.UTF8.GetBytes("a@example.org, 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00, 192.0.2.1, 2001:db8::1, ü＠x");
        DetectorHit[] hits = new DetectorHit[16];
        ContentNet.Find(text, hits);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int count = ContentNet.Find(text, hits);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(5, count);
        Assert.Equal(0, allocated);
    }

    private static string[] Describe(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return [.. MarkedText.Find(bytes).Select(hit => $"{hit.Kind} {Encoding.UTF8.GetString(bytes, hit.Start, hit.Length)}")];
    }
}
