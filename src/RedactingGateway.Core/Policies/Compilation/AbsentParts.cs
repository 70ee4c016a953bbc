using System.Text;
using System.Text.Json.Nodes;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Collects, for each place, the objects that the gateway writes where the client sent none: <c>"ed":{"opt_out_type":"LDP"}</c>.</summary>
internal sealed class AbsentParts
{
    // One bit each while a request is walked.
    private const int MaxParts = 64;

    private readonly Dictionary<(FieldState Place, string Name, ulong UnlessGranted, bool IsSecret), (JsonObject Json, FieldSetting First)> _parts = [];

    /// <summary>Whether what begins with the step at <paramref name="at"/> can be written from nothing: objects inside objects, or JSON in a parameter.</summary>
    public static bool IsOptional(FieldAddress address, int at) => address.Steps[at].Kind switch
    {
        StepKind.Name => true,

        // A list has no items where there is none; a layer can be entered behind a parameter's name only.
        StepKind.IntoJson => at > 0 && address.Steps[at - 1].Kind == StepKind.Name,
        _ => false,
    };

    /// <summary>Notes that <paramref name="place"/> lacks the part by the name of the step at <paramref name="at"/>.</summary>
    public void Add(FieldState place, FieldAddress address, int at, FieldSetting setting)
    {
        // JSON in a parameter of a form is possible where the value is nothing but JSON.
        var layer = address.Steps.AsSpan()[at..].IndexOf(new AddressStep(StepKind.IntoJson));
        var isParameter = layer == 1;
        if (layer > 1 || (isParameter && place.Next(Encoding.UTF8.GetBytes(address.Steps[at].Name), out _)?.Field?.As.Alternatives is not [[Codec.Json]]))
        {
            return;
        }

        var key = (place, address.Steps[at].Name, setting.UnlessGranted, setting.IsSecret);
        if (!_parts.TryGetValue(key, out var part))
        {
            _parts.Add(key, part = ([], setting));
        }

        var json = part.Json;
        foreach (var step in address.Steps.AsSpan()[(at + (isParameter ? 2 : 1))..^1])
        {
            if (json[step.Name] is not JsonObject inner)
            {
                json[step.Name] = inner = [];
            }

            json = inner;
        }

        json[address.Steps[^1].Name] = JsonNode.Parse(setting.Text);
    }

    /// <summary>Hands the parts to their places.</summary>
    public void Compile()
    {
        foreach (var ((place, name, unlessGranted, isSecret), (json, first)) in _parts)
        {
            if (place.AbsentParts.Length < MaxParts)
            {
                place.AbsentParts = [.. place.AbsentParts, new FieldSetting(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(json.ToJsonString()), unlessGranted, isSecret, first.Span)];
            }
        }
    }
}
