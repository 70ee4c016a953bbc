using System.Text.Json;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>The words of an enumeration in the policy language: its names in camel case.</summary>
internal static class WordsOf<T>
    where T : struct, Enum
{
    public static OrderedDictionary<string, T> All { get; } = Make();

    private static OrderedDictionary<string, T> Make()
    {
        var words = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var value in Enum.GetValues<T>())
        {
            words.Add(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value);
        }

        return words;
    }
}
