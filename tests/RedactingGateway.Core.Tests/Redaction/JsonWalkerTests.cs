using System.Text;
using System.Text.Json;
using CsCheck;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using static RedactingGateway.Core.Tests.Redaction.Workbench;

namespace RedactingGateway.Core.Tests.Redaction;

public sealed class JsonWalkerTests
{
    private static Workbench Shop() => new()
    {
        Body = Part(
            ("a", Keep()),
            ("b", Keep()),
            ("secret", Deny()),
            ("inner", Part(("a", Keep()), ("secret", Deny()))),
            ("list", List(Keep())),
            ("secrets", List(Deny())),
            ("positional", List(Leaf(treatment: null, positional: true))),
            ("places", List(Place())),
            ("free", Part(("*", Part(("list", List(Keep())))))),
            ("slots", List(Slot())),
            ("events", List(Unit(Part(("name", Keep()), ("id", Leaf(treatment: null, required: true)), ("other", Deny())))))),
    };

    private static Core.Protocols.FieldState Place()
    {
        var place = Part(("a", Keep()), ("secret", Deny()));
        place.Field = Leaf(treatment: null, positional: true).Field;
        return place;
    }

    private static Core.Protocols.FieldState Slot()
    {
        var slot = Unit(Part(("name", Keep()), ("id", Leaf(treatment: null, required: true))));
        slot.Field = Leaf(treatment: null, positional: true).Field;
        return slot;
    }

    [Theory]
    [InlineData("""{"slots":[{"x":1},{"name":"a","id":1},{"name":"b"}]}""", """{"slots":[null,null,{"name":"b"}]}""")]
    [InlineData("""{"slots":[{"name":"a"},{"x":1},{"name":"b","id":1},{"name":"c"}]}""", """{"slots":[{"name":"a"},null,null,{"name":"c"}]}""")]
    [InlineData("""{"a":1,"slots":[{"x":1},{"name":"b","id":1}],"events":[{"name":"c"}]}""", """{"a":1,"events":[{"name":"c"}]}""")]
    public void Walk_UnitTakenBack_KeepsThePlacesBeforeIt(string json, string expected) => Assert.Equal(expected, Shop().Json(json));

    [Theory]
    [InlineData("""{"events":[{"name":"a"},{"name":1""", 2)]
    [InlineData("""{"events":[{"name":"a"}],"x":nonsense}""", 1)]
    public void Walk_BrokenBehindUnits_CountsEveryUnit(string json, int events)
    {
        using var result = Shop().Redact("/e", json, "application/json");
        Assert.Equal(WithheldReason.Undecodable, result.Withheld);
        Assert.Equal(events, result.Counts.EventsReceived);
        Assert.Equal(events, result.Counts.EventsWithheld(WithheldReason.Undecodable));
        Assert.Equal(0, result.Counts.EventsSent);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData(""" { "a" : "x" , "b":1.50e+3 ,"inner" :{ "a" : null } , "list":[ 1,2 , 3 ] } """)]
    [InlineData("""{"a":"ä\u00e4\/\"\ud83d\ude00","b":-0.0}""")]
    [InlineData("""{"inner":{},"list":[],"events":[]}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("{\r\n\t\"a\":true\r\n}")]
    public void Walk_EverythingAllowed_ByteIdentical(string json) => Assert.Equal(json, Shop().Json(json));

    [Theory]
    [InlineData("""{"secret":1,"a":2}""", """{"a":2}""")]
    [InlineData("""{"a":2,"secret":1}""", """{"a":2}""")]
    [InlineData("""{"a":1,"secret":{"deep":[1,{"x":2}]},"b":3}""", """{"a":1,"b":3}""")]
    [InlineData("""{ "secret" : 1 , "a" : 2 , "secret" : 3 }""", """{ "a" : 2  }""")]
    [InlineData("""{"unknown":"x","a":1}""", """{"a":1}""")]
    [InlineData("""{"unknown":{},"a":1}""", """{"a":1}""")]
    [InlineData("""{"inner":{"secret":1},"a":1}""", """{"a":1}""")]
    [InlineData("""{"inner":{"secret":1,"a":2}}""", """{"inner":{"a":2}}""")]
    [InlineData("""{"list":[1,{"x":1},2],"a":1}""", """{"list":[1,2],"a":1}""")]
    [InlineData("""{"secrets":[1,2],"a":1}""", """{"a":1}""")]
    [InlineData("""{"positional":["x","y"],"a":1}""", """{"a":1}""")]
    [InlineData("""{"places":[{"secret":1},{"a":1},{"secret":2}],"a":1}""", """{"places":[null,{"a":1}],"a":1}""")]
    [InlineData("""{"free":{"Anna Maier":{"list":[]}},"a":1}""", """{"a":1}""")]
    [InlineData("""{"s\u0065cret":1,"\u0061":1}""", """{"\u0061":1}""")]
    [InlineData("""{"a":{"x":1},"b":1}""", """{"b":1}""")]
    [InlineData("""{"inner":"text","b":1}""", """{"b":1}""")]
    public void Walk_SomethingDenied_LeavesTheRestAsItWas(string json, string expected) => Assert.Equal(expected, Shop().Json(json));

    [Theory]
    [InlineData("""{"secret":1}""", WithheldReason.Empty)]
    [InlineData("""{"a":1""", WithheldReason.Undecodable)]
    [InlineData("""{"a":1}x""", WithheldReason.Undecodable)]
    [InlineData("""{"a":1,}""", WithheldReason.Undecodable)]
    [InlineData("""{"a":01}""", WithheldReason.Undecodable)]
    [InlineData("""{"a":/**/1}""", WithheldReason.Undecodable)]
    [InlineData("nonsense", WithheldReason.Undecodable)]
    [InlineData("\"a\"", WithheldReason.Empty)]
    public void Walk_NothingToSend_SaysWhy(string json, WithheldReason reason) => Assert.Equal($"<{reason}>", Shop().Json(json));

    [Fact]
    public void Walk_InvalidUtf8InsideAString_IsUndecodable()
    {
        using var result = Shop().Redact("/e", [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8], "application/json");
        Assert.Equal(WithheldReason.Undecodable, result.Withheld);
        Assert.True(result.Body.IsEmpty);
    }

    [Fact]
    public void Walk_LoneSurrogateEscape_IsCopiedAsItIs() => Assert.Equal("""{"a":"\ud800x"}""", Shop().Json("""{"a":"\ud800x"}"""));

    [Theory]
    [InlineData(64, WithheldReason.Empty)]
    [InlineData(65, WithheldReason.Limit)]
    [InlineData(1000, WithheldReason.Limit)]
    public void Walk_TooDeep_IsALimit(int depth, WithheldReason reason) =>
        Assert.Equal($"<{reason}>", Shop().Json(new string('[', depth) + new string(']', depth)));

    [Fact]
    public void Walk_TooManyFields_IsALimit()
    {
        var shop = new Workbench { Body = List(Keep()), Limits = new GatewayLimits(Fields: 10) };
        Assert.Equal("[1,2,3,4,5,6,7,8,9]", shop.Json("[1,2,3,4,5,6,7,8,9]"));
        Assert.Equal("<Limit>", shop.Json("[1,2,3,4,5,6,7,8,9,10]"));
    }

    [Fact]
    public void Walk_RequiredFieldMayNotLeave_DropsItsUnitOnly()
    {
        var shop = Shop();
        using var result = shop.Redact("/e", """{"events":[{"name":"x","id":"1"}, {"name":"y"} ,{"id":"2"},{"other":1}],"a":1}""", "application/json");
        Assert.Equal("""{"events":[ {"name":"y"} ],"a":1}""", Encoding.UTF8.GetString(result.Body.Span));
        Assert.Equal(4, result.Counts.EventsReceived);
        Assert.Equal(1, result.Counts.EventsSent);
        Assert.Equal(2, result.Counts.EventsWithheld(WithheldReason.Required));
        Assert.Equal(1, result.Counts.EventsWithheld(WithheldReason.Policy));
        Assert.Equal(2, result.Counts.Kept);
        Assert.Equal(4, result.Counts.Dropped);
        Assert.Equal(2, shop.Trace.Decisions.Count(d => d.Outcome == FieldOutcome.Kept));
    }

    [Fact]
    public void Walk_NoUnitLeft_SendsNothing()
    {
        using var result = Shop().Redact("/e", """{"a":1,"events":[{"name":"x","id":"1"}]}""", "application/json");
        Assert.Equal(WithheldReason.Empty, result.Withheld);
        Assert.Equal(1, result.Counts.EventsWithheld(WithheldReason.Required));
        Assert.Equal(0, result.Counts.EventsSent);
        Assert.Equal(0, result.Counts.Kept);
    }

    [Fact]
    public void Walk_Traced_NamesEveryPlace()
    {
        var shop = Shop();
        shop.Json("""{"events":[{"name":"x"},{"name":"y","a.b":1}],"inner":{"secret":1}}""");
        Assert.Equal(
            ["body.$.events[0].name", "body.$.events[1].name", "body.$.events[1].\"a.b\"", "body.$.inner.secret"],
            shop.Trace.Decisions.Select(d => d.Address));
    }

    // The engine against a plain model of its rules, over documents that nobody thought of.
    [Fact]
    public void Walk_AnyDocument_LeavesExactlyWhatTheModelLeaves()
    {
        var leaf = Pick("7", "-5", "\"x\"", "null", "true", "\"ä\\n\"", "1.0");
        var space = Pick("", "", " ", "\n\t");
        var name = Pick("a", "secret", "inner", "list", "unknown");
        var document = Gen.Recursive<string>((depth, self) =>
        {
            var value = depth > 3 ? leaf : Gen.OneOf(leaf, self);
            var members = Gen.Select(space, name, space, value, space, (s1, n, s2, v, s3) => $"{s1}\"{n}\"{s2}:{s2}{v}{s3}").Array[0, 4];
            var items = Gen.Select(space, value, space, (s1, v, s2) => $"{s1}{v}{s2}").Array[0, 3];
            return Gen.OneOf(
                Gen.Select(members, space, (m, s) => "{" + string.Join(',', m) + (m.Length == 0 ? s : "") + "}"),
                Gen.Select(items, space, (m, s) => "[" + string.Join(',', m) + (m.Length == 0 ? s : "") + "]"));
        });

        var state = Part(("a", Keep()), ("secret", Deny()), ("list", new()));
        state.Names.TryGet("list"u8, out var list);
        list!.Element = Keep();
        var shop = new Workbench { Body = Part(("a", Keep()), ("secret", Deny()), ("inner", state), ("list", list)) };
        document.Sample(
            json =>
            {
                using var parsed = JsonDocument.Parse(json);
                var expected = Model(parsed.RootElement, "root");
                var actual = shop.Json(json);
                return actual.StartsWith('<') ? expected is null : expected == Compact(actual);
            },
            iter: 20_000);

        static string Compact(string json)
        {
            using var parsed = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(parsed.RootElement);
        }
    }

    private static Gen<string> Pick(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // The rules in words: a known scalar stays, an unknown or denied member goes, a container that became empty goes.
    private static string? Model(JsonElement element, string place)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when place is "root" or "inner":
                var members = element.EnumerateObject()
                    .Select(m => (m.Name, Value: ModelMember(m, place)))
                    .Where(m => m.Value is not null)
                    .Select(m => $"\"{m.Name}\":{m.Value}")
                    .ToList();
                return members.Count > 0 || !element.EnumerateObject().Any() ? "{" + string.Join(',', members) + "}" : null;
            case JsonValueKind.Array when place == "list":
                var items = element.EnumerateArray().Select(i => ModelScalar(i)).Where(i => i is not null).ToList();
                return items.Count > 0 || element.GetArrayLength() == 0 ? "[" + string.Join(',', items) + "]" : null;
            default:
                return null;
        }
    }

    private static string? ModelMember(JsonProperty member, string place) => member.Name switch
    {
        "a" => ModelScalar(member.Value),
        "inner" when place == "root" => Model(member.Value, "inner"),
        "list" => Model(member.Value, "list"),
        _ => null,
    };

    private static string? ModelScalar(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? null : JsonSerializer.Serialize(element);
}
