using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.EngineTargets;

/// <summary>Requests to a destination that knows every field of a document: with closed lists of values, into which the content net does not look, all of it leaves.</summary>
internal static class ClosedDestination
{
    /// <summary>The purpose that is granted.</summary>
    public const ulong Granted = 1;

    /// <summary>A request whose document leaves as it came.</summary>
    public static ReceivedRequest Keeping(ReceivedRequest like, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Request(like, StateOf(document.RootElement), json);
    }

    /// <summary>The same document with a list of 16 numbers of customers behind it, of which so many are hashed.</summary>
    public static ReceivedRequest Hashing(ReceivedRequest like, int hashes)
    {
        const int ids = 16;
        var text = Encoding.UTF8.GetString(like.Body.Span);
        var json = $"{text[..^1]},\"hashed\":{List(0, hashes)},\"kept\":{List(hashes, ids - hashes)}}}";
        using var document = JsonDocument.Parse(like.Body);
        var hashed = Leaf(new PseudonymizeTreatment("vendor", "user.unique_id", 30, PseudonymShape.Hex32), FieldType.OpaqueId, space: null);
        var kept = Leaf(KeepTreatment.Instance, FieldType.Enum, ValueSpace.OneOf(Enumerable.Range(0, ids).Select(Id)));
        var root = new FieldState
        {
            Names = new Utf8NameTable<FieldState>(
            [
                .. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, StateOf(p.Value))),
                KeyValuePair.Create("hashed", new FieldState { Element = hashed }),
                KeyValuePair.Create("kept", new FieldState { Element = kept }),
            ]),
        };
        return Request(like, root, Encoding.UTF8.GetBytes(json));
    }

    /// <summary>A value of a customer's number.</summary>
    public static string Id(int index) => $"KD-2026-{73145 + index}";

    /// <summary>A request with one text or address in it.</summary>
    public static ReceivedRequest WithValue(ReceivedRequest like, ReadOnlySpan<byte> value, FieldType type)
    {
        byte[] json = [.. "{\"v\":\""u8, .. value, .. "\"}"u8];
        return Request(like, new FieldState { Names = new Utf8NameTable<FieldState>([KeyValuePair.Create("v", Leaf(KeepTreatment.Instance, type, space: null))]) }, json);
    }

    private static string List(int start, int count) => $"[{string.Join(',', Enumerable.Range(start, count).Select(i => $"\"{Id(i)}\""))}]";

    private static FieldState StateOf(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return new FieldState { Names = new Utf8NameTable<FieldState>([.. element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, StateOf(p.Value)))]) };
            case JsonValueKind.Array when element[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array:
                return new FieldState { Element = StateOf(element[0]) };
            case JsonValueKind.Array:
                return new FieldState { Element = Leaf(KeepTreatment.Instance, FieldType.Enum, ValueSpace.OneOf(element.EnumerateArray().Select(e => e.ToString()))) };
            default:
                return Leaf(KeepTreatment.Instance, FieldType.Enum, ValueSpace.OneOf([element.ToString(), "another"]));
        }
    }

    private static FieldState Leaf(Treatment treatment, FieldType type, ValueSpace? space) => new()
    {
        Field = new CompiledField
        {
            Address = "field",
            Category = "user.behavior",
            Type = type,
            Source = FieldSource.Site,
            Span = SourceSpan.None,
            Space = space,
            Structural = space is not null,
            Plan = new FieldPlan([new FieldRule(Granted, Granted, treatment, SourceSpan.None)], WithheldReason.Policy, SourceSpan.None),
        },
    };

    private static ReceivedRequest Request(ReceivedRequest like, FieldState body, byte[] json)
    {
        var endpoint = new CompiledEndpoint
        {
            Name = "events",
            Methods = ["POST"],
            Path = new PathTemplate("/events", ImmutableDictionary<string, ValueSpace>.Empty),
            Host = "collect",
            Body = new LayerFormat([[Codec.Json]]),
            Query = new FieldState(),
            FormBody = new FieldState(),
            JsonBody = body,
            LinesBody = new FieldState(),
            Headers = new FieldState(),
            Cookies = new FieldState(),
            Success = new SuccessAnswer(204),
        };
        var destination = new CompiledDestination
        {
            Id = "closed",
            Recipient = "vendor",
            RecipientName = "Vendor",
            Protocol = "closed",
            Path = "/t/closed",
            ForeignClickIds = ClickIdSet.None,
            Mode = DestinationMode.Enforce,
            Hosts = ImmutableSortedDictionary<string, Uri>.Empty,
            Purposes =
            [
                new CompiledPurpose
                {
                    Id = "measurement",
                    Use = "analytics",
                    Basis = LegalBasis.Consent,
                    StrictlyNecessary = false,
                    RefusedByGpc = false,
                    Scope = "scope",
                    Title = ImmutableSortedDictionary<string, string>.Empty,
                    Span = SourceSpan.None,
                },
            ],
            Endpoints = [endpoint],
            Detected = [.. Enumerable.Repeat(new FieldPlan([], WithheldReason.Policy, SourceSpan.None), DetectorKinds.Count)],
            Span = SourceSpan.None,
        };
        return like with { Destination = destination, Endpoint = endpoint, Target = "/events"u8.ToArray(), Body = json };
    }
}
