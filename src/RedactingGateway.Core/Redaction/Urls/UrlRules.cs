using System.Collections.Immutable;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>What stays of a web address.</summary>
/// <param name="Scrubs">Whether only what is named stays; otherwise all but finds, user info and other vendors' click ids.</param>
/// <param name="KeepParameters">Names of query parameters that stay under <paramref name="Scrubs"/>.</param>
/// <param name="Paths">Paths with segments about a person.</param>
internal sealed record UrlRules(bool Scrubs, ImmutableArray<NamePattern> KeepParameters, ImmutableArray<UrlPathTemplate> Paths)
{
    /// <summary>The rules of <c>keep</c>.</summary>
    public static UrlRules Keep { get; } = new(Scrubs: false, [], []);

    /// <summary>Whether a parameter is named.</summary>
    public bool Names(ReadOnlySpan<byte> parameter)
    {
        foreach (var pattern in KeepParameters)
        {
            if (pattern.Matches(parameter))
            {
                return true;
            }
        }

        return false;
    }
}
