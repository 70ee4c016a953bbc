namespace RedactingGateway.Core.Diagnostics;

/// <summary>Finds what an author probably meant among the names that were possible in that place.</summary>
public static class Spelling
{
    // Two edits: a swapped pair or two slips; with three, short names would turn into each other.
    private const int MaxDistance = 2;

    /// <summary>The nearest of <paramref name="candidates"/>, or null where none is near enough.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        // A name must keep at least half of its letters to be recognised.
        var bestDistance = Math.Min(MaxDistance, name.Length / 2) + 1;
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            if (string.Equals(Fold(candidate), Fold(name), StringComparison.Ordinal))
            {
                return candidate;
            }

            var distance = Distance(name, candidate, bestDistance - 1);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>Number of insertions, deletions, replacements and swaps of neighbours; more than <paramref name="limit"/> is any larger number.</summary>
    internal static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + same);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                rows[i, j] = swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }

        return rows[a.Length, b.Length];
    }

    // Names in another convention are the same name: data_protection_officer, DataProtectionOfficer.
    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
}
