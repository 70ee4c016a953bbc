using System.Text.RegularExpressions;

namespace RedactingGateway.Core.Policies.Yaml;

/// <summary>The shape of names that authors give: purposes, recipients, destinations, sites, dictionaries.</summary>
internal static partial class Names
{
    public static bool IsName(string text) => Pattern.IsMatch(text);

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9]{0,39}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern { get; }
}
