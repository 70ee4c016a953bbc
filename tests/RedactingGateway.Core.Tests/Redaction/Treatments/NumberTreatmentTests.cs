using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction.Treatments;

public sealed class NumberTreatmentTests
{
    [Theory]
    [InlineData("-3.5", "0")]
    [InlineData("0", "0")]
    [InlineData("9.99", "0")]
    [InlineData("10", "10")]
    [InlineData("1e1", "10")]
    [InlineData("49.999", "10")]
    [InlineData("50.00", "50")]
    [InlineData("1e300", "99.5")]
    public void Bucket_Number_IsItsLowerBound(string value, string expected) =>
        Assert.Equal(expected, Treated.By(new BucketTreatment([0, 10, 50, 99.5m]), value));

    [Theory]
    [InlineData("12", "5", "10")]
    [InlineData("12.5", "5", "15")]
    [InlineData("-12.5", "5", "-15")]
    [InlineData("2.4", "5", "0")]
    [InlineData("-2.4", "5", "0")]
    [InlineData("49.99", "0.50", "50.00")]
    [InlineData("0.14", "0.1", "0.1")]
    [InlineData("1.2e3", "100", "1200")]
    [InlineData("10", "5", "10")]
    [InlineData("1e300", "5", null)]
    [InlineData("79228162514264337593543950335", "0.001", null)]
    public void Round_Number_IsTheNearestMultiple(string value, string step, string? expected) =>
        Assert.Equal(expected, Treated.By(new RoundTreatment(decimal.Parse(step, CultureInfo.InvariantCulture), unbiased: false), value));

    [Fact]
    public void Draw_ManyEvents_IsEvenAndKeepsSums()
    {
        const int events = 20_000;
        var draws = Enumerable.Range(0, events).Select(i => Treated.Draw($"A-{i}")).ToList();

        // Even: a fifth of the draws in each fifth, within four standard deviations (√(20000·0.2·0.8) ≈ 57).
        Assert.All(draws.GroupBy(d => (int)(d * 5)), g => Assert.InRange(g.Count(), (events / 5) - 230, (events / 5) + 230));

        // 12 € rounded to fives: up where the draw is below two fifths.
        var sum = draws.Sum(d => d < 0.4 ? 15 : 10);
        Assert.InRange(sum, (12 * events) - 1400, (12 * events) + 1400);
    }

    [Fact]
    public void RoundUnbiased_SameOrderSentAgain_IsTheSameAtEveryRecipient()
    {
        var first = Values(i => $$"""{"order":"A-{{i}}","value":12}""");
        Assert.Equal(first, Values(i => $$"""{"order":"A-{{i}}","value":12,"sent":2}"""));
        Assert.Equal(["10", "15"], first.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void RoundUnbiased_WithoutOrder_IsTheSameForTheSameBytesOnly()
    {
        var first = Values(i => $$"""{"value":12,"time":{{i}}}""");
        Assert.Equal(first, Values(i => $$"""{"value":12,"time":{{i}}}"""));
        Assert.NotEqual(first, Values(i => $$"""{"value":12,"time":{{i + 1000}}}"""));
        Assert.InRange(first.Count(v => v == "15"), 20, 60);
    }

    [Fact]
    public void RoundUnbiased_EqualAmountsOfOneOrder_StayEqual()
    {
        var shop = Shop();
        foreach (var i in Enumerable.Range(0, 20))
        {
            shop.Json($$"""{"events":[{"order":"A-{{i}}","value":12,"price":12.00}]}""");
            var amounts = shop.Trace.Decisions.Where(d => d.Before is "12" or "12.00").Select(d => d.After).ToList();
            Assert.Equal(2, amounts.Count);
            Assert.Equal(amounts[0], amounts[1]);
        }
    }

    [Fact]
    public void RoundUnbiased_EventsOfOneRequest_AreDrawnApart()
    {
        var events = string.Join(',', Enumerable.Repeat("""{"value":12}""", 100));
        var values = Shop().Json($$"""{"events":[{{events}}]}""");
        Assert.InRange(values.Split("15").Length - 1, 20, 60);
    }

    [Fact]
    public void RoundUnbiased_AnyNumber_IsANeighbour() => Gen.Select(Gen.Int[-100_000, 100_000], Gen.Int[1, 999]).Sample((cents, step) =>
    {
        var value = cents / 100m;
        var rounded = decimal.Parse(Treated.By(new RoundTreatment(step, unbiased: true), value.ToString(CultureInfo.InvariantCulture))!, CultureInfo.InvariantCulture);
        Assert.Equal(0, rounded % step);
        Assert.InRange(Math.Abs(rounded - value), 0, step - (value % step == 0 ? step : 0.01m));
    });

    [Theory]
    [InlineData("""{"value":12.5}""", """{"value":15}""")]
    [InlineData("""{"value":"12.5"}""", """{"value":"15"}""")]
    [InlineData("""{"value": 15 , "x":1}""", """{"value": 15 }""")]
    public void Json_TreatedNumber_StaysWhatItWas(string body, string expected) =>
        Assert.Equal(expected, new Workbench { Body = Part(("value", Leaf(new RoundTreatment(5, unbiased: false), FieldType.Number))) }.Json(body));

    [Theory]
    [InlineData(FieldType.Coordinate, """{"v":52.520008}""", """{"v":52.5}""")]
    [InlineData(FieldType.ScreenWidth, """{"v":1280}""", """{"v":1920}""")]
    [InlineData(FieldType.Postcode, """{"v":10115}""", """{"v":10}""")]
    [InlineData(FieldType.Postcode, """{"v":"01067"}""", """{"v":"01"}""")]
    public void Json_GeneralizedNumber_StaysANumber(FieldType type, string body, string expected) =>
        Assert.Equal(expected, new Workbench { Body = Part(("v", Leaf(new GeneralizeTreatment(type), type))) }.Json(body));

    [Theory]
    [InlineData("d10", """^\{"v":[1-9][0-9]{9}\}$""")]
    [InlineData("d10.d10", """^\{"v":"[0-9]{10}\.[0-9]{10}"\}$""")]
    [InlineData("x8", """^\{"v":"[0-9a-f]{8}"\}$""")]
    [InlineData("d19", """^\{"v":"[1-9][0-9]{18}"\}$""")]
    public void Json_PseudonymOfANumber_IsANumberWhereItsShapeAlwaysIs(string shape, string expected)
    {
        // Eight hexadecimal digits are decimal ones now and then: a vendor's column would change its type with the visitor.
        foreach (var id in Enumerable.Range(1, 200))
        {
            var treatment = new PseudonymizeTreatment("vendor", "user.unique_id", 30, PseudonymShape.Parse(shape));
            Assert.Matches(expected, new Workbench { Body = Part(("v", Leaf(treatment, FieldType.OpaqueId))) }.Json($$"""{"v":{{id}}}"""));
        }
    }

    [Fact]
    public void Json_HashOfANumber_IsOfItsLiteralText()
    {
        var shop = new Workbench { Body = Part(("v", Leaf(new HashTreatment(HashNormalizer.AsIs, HashOutput.Hex), FieldType.OpaqueId))) };
        var expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("12.50"u8));
        Assert.Equal($$"""{"v":"{{expected}}"}""", shop.Json("""{"v":12.50}"""));
        Assert.Equal("""{"v":null}""", shop.Json("""{"v":null}"""));
        Assert.Equal("""{"v":""}""", shop.Json("""{"v":""}"""));
    }

    private static ImmutableArray<string> Values(Func<int, string> unit)
    {
        var shop = Shop();
        return [.. Enumerable.Range(0, 100).Select(i =>
        {
            shop.Json($$"""{"events":[{{unit(i)}}]}""");
            return shop.Trace.Decisions.First(d => d.Before == "12").After!;
        })];
    }

    private static Workbench Shop()
    {
        var amount = Leaf(new RoundTreatment(5, unbiased: true), FieldType.Number);
        return new Workbench { Body = Part(("events", List(Unit(Part(("order", Leaf(treatment: null, category: "user.unique_id")), ("value", amount), ("price", amount)))))) };
    }
}
