using System.Globalization;
using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>How many of the planted values of each SDK and category arrived, and in which form, as a table of text.</summary>
internal sealed class ArrivalCounts
{
    private readonly SortedDictionary<string, Dictionary<string, SortedDictionary<string, int>>> _counts = new(StringComparer.Ordinal);

    public void Add(string policy, Recording recording, WireRequest? received)
    {
        var places = PlantedArrival.ByPlace(received);
        foreach (var canary in recording.Canaries)
        {
            var row = $"{recording.Sdk,-20} {canary.Category,-14}";
            var forms = GetOrAdd(GetOrAdd(_counts, row), policy);
            var form = PlantedArrival.FormOf(canary, places);
            forms[form] = forms.GetValueOrDefault(form) + 1;
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (row, policies) in _counts)
        {
            var planted = policies.Values.First().Values.Sum();
            text.Append(CultureInfo.InvariantCulture, $"{row} {planted,4}");
            foreach (var (policy, forms) in policies)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {policy}:");
                foreach (var (form, count) in forms)
                {
                    text.Append(CultureInfo.InvariantCulture, $" {form} {count}");
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static TValue GetOrAdd<TValue>(IDictionary<string, TValue> values, string key)
        where TValue : new()
    {
        if (!values.TryGetValue(key, out var value))
        {
            values[key] = value = new TValue();
        }

        return value;
    }
}
