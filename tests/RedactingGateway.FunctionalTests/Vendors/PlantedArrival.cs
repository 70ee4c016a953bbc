using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>What was found at the place of a planted value after the gateway; read off the wire, no product code.</summary>
internal static partial class PlantedArrival
{
    public const string None = "-";

    /// <summary><c>literal</c>, <c>url</c> (the address around it came without it), <c>net</c> (a text around it came without it), <c>replaced</c>, <c>truncated</c>, or <see cref="None"/>.</summary>
    public static string FormOf(Canary canary, ILookup<string, string> received)
    {
        var spelling = CanaryText.Of(canary);
        if (received[Place(canary.Where)].Any(text => text.Contains(spelling, StringComparison.Ordinal)))
        {
            return "literal";
        }

        var address = InsideAddress().Match(canary.Where);
        if (address.Success && address.Groups["address"].Value != "target")
        {
            return received[Place(address.Groups["address"].Value)].Any() ? "url" : None;
        }

        return received[Place(canary.Where)].FirstOrDefault() switch
        {
            null => None,
            _ when canary.Category == "ip" => "truncated",
            var text when text.Contains('[', StringComparison.Ordinal) => "net",
            _ => "replaced",
        };
    }

    /// <summary>Everything received by place, without the numbers of items: an event that did not leave moves the later ones up.</summary>
    public static ILookup<string, string> ByPlace(WireRequest? received) =>
        (received is null ? [] : WireDecoder.Decode(received)).ToLookup(value => Place(value.Where), value => value.Text, StringComparer.Ordinal);

    public static string Place(string where) => Index().Replace(where, "[]");

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Index();

    // The part of a URL that stands in a value: its parameter, its path, its fragment.
    [GeneratedRegex(@"^(?<address>.*[^\[\]?(>]+)(?:\?[^?>]*|\(url [a-z]+\)(?:\[[0-9]+\])?)(?:>pct)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex InsideAddress();
}
