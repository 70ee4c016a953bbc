using System.Numerics;
using System.Text;
using System.Text.Json.Nodes;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Addresses;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Collects, for each place, the objects that the gateway writes where the client sent none: <c>"ed":{"opt_out_type":"LDP"}</c>.</summary>
internal sealed class AbsentParts
{
    private readonly OrderedDictionary<(FieldState Place, string Name), List<(string[] Path, FieldSetting Setting)>> _parts = [];

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

        var key = (place, address.Steps[at].Name);
        if (!_parts.TryGetValue(key, out var settings))
        {
            _parts.Add(key, settings = []);
        }

        settings.Add(([.. address.Steps.AsSpan()[(at + (isParameter ? 2 : 1))..].ToArray().Select(s => s.Name)], setting));
    }

    /// <summary>Hands the parts to their places.</summary>
    public void Compile()
    {
        foreach (var ((place, name), settings) in _parts)
        {
            place.AbsentParts = [.. place.AbsentParts, new AbsentPart(Encoding.UTF8.GetBytes(name), [.. Variants(name, settings)])];
        }
    }

    // Restrictions are lifted one by one, and what is set together must stand in one object: a name that comes twice is read once.
    private static IEnumerable<FieldSetting> Variants(string name, List<(string[] Path, FieldSetting Setting)> settings)
    {
        var conditions = settings.Select(s => s.Setting.UnlessGranted).Distinct().ToArray();
        foreach (var chosen in Enumerable.Range(1, (1 << conditions.Length) - 1).OrderByDescending(c => BitOperations.PopCount((uint)c)))
        {
            var together = settings.Where(s => (chosen & (1 << Array.IndexOf(conditions, s.Setting.UnlessGranted))) != 0).ToList();
            var json = new JsonObject();
            foreach (var (path, setting) in together)
            {
                Put(json, path, setting);
            }

            yield return new FieldSetting(
                Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(json.ToJsonString()),
                together.Aggregate(0UL, (m, s) => m | s.Setting.UnlessGranted), together.Exists(s => s.Setting.IsSecret), together[0].Setting.Span);
        }
    }

    private static void Put(JsonObject json, string[] path, FieldSetting setting)
    {
        foreach (var name in path.AsSpan()[..^1])
        {
            if (json[name] is not JsonObject inner)
            {
                json[name] = inner = [];
            }

            json = inner;
        }

        json[path[^1]] = JsonNode.Parse(setting.Text);
    }
}
