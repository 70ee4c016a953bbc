using System.Collections.Immutable;
using Microsoft.Net.Http.Headers;

namespace RedactingGateway.Privacy;

/// <summary>Languages that a browser asks for.</summary>
internal static class AcceptedLanguages
{
    /// <summary>Tags of <c>Accept-Language</c>, the most wanted first; of equal quality the first counts.</summary>
    public static ImmutableArray<string> Of(IHeaderDictionary headers) =>
        StringWithQualityHeaderValue.TryParseList(headers.AcceptLanguage, out var wanted)
            ? [.. wanted.Where(w => w.Quality is null or > 0).OrderByDescending(w => w.Quality ?? 1).Select(w => w.Value.ToString())]
            : [];
}
