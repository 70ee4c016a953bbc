using System.Text.RegularExpressions;
using RedactingGateway.Core.Redaction;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>Which planted values of a recording stand in fields whose category may leave: as the dictionary says it, not as it came out.</summary>
internal static partial class AllowedValues
{
    // Whatever field they stand in, they have a category of their own that leaves for no purpose.
    private static readonly string[] Never = ["iban", "credit_card", "marital_status"];

    public static IReadOnlyList<Canary> Of(Recording recording, BenchResult result)
    {
        var fields = result.Decisions
            .Where(decision => decision is { Category: not null, Before: not null, Reason: not WithheldReason.Never })
            .Select(decision => (Address: Names(decision.Address), decision.Before))
            .ToLookup(field => field.Address, field => field.Before!, StringComparer.Ordinal);
        return [.. recording.Canaries.Where(canary => !Never.Contains(canary.Category) && fields[Names(FieldOf(canary.Where))].Any())];
    }

    // A place in an address is a place in the field that holds the address.
    private static string FieldOf(string where) => InsideAddress().Replace(where, "");

    /// <summary>The names of an address or a place one after the other, without the words for layers, which the two spell differently.</summary>
    private static string Names(string address)
    {
        var names = address.StartsWith("target?", StringComparison.Ordinal) ? "query." + address["target?".Length..] : address;
        return string.Join('.', Punctuation().Split(Layers().Replace(names, ".")).Where(name => name.Length > 0 && !Envelope().IsMatch(name)));
    }

    [GeneratedRegex(@"(?<=[^t])(?:\?[^?>]*|\(url [a-z]+\)(?:\[[0-9]+\])?)(?:>pct)*$", RegexOptions.CultureInvariant)]
    private static partial Regex InsideAddress();

    [GeneratedRegex(@"^body(?=[.>\[]|$)|>(?:gzip|zlib|base64|lzstring|json|form|multipart|packed|line|pct)|(?<=>|^)form\.|\$(?=[.\[]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Layers();

    [GeneratedRegex(@"[.>""\[\]?]+", RegexOptions.CultureInvariant)]
    private static partial Regex Punctuation();

    // Numbers of items, and the kinds of an envelope's items, which only the address names.
    [GeneratedRegex("^(?:[0-9]+|event|transaction|session|sessions|log|span|feedback|form|query)$", RegexOptions.CultureInvariant)]
    private static partial Regex Envelope();
}
