using System.Buffers;

namespace RedactingGateway.Privacy;

/// <summary>Tells paths of the same site from addresses of others, so that a form redirects nobody elsewhere.</summary>
internal static class LocalPath
{
    private const int MaxLength = 2048;

    // Visible ASCII without the backslash, which browsers read as a slash; controls and tabs they leave out.
    private static readonly SearchValues<char> Allowed = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(static c => (char)c).Where(static c => c != '\\')]);

    /// <summary>Whether it is one slash and what follows, so that it has no host.</summary>
    public static bool IsLocal(string? path) =>
        path is ['/', ..] and not ['/', '/', ..] && path.Length <= MaxLength && !path.AsSpan().ContainsAnyExcept(Allowed);
}
