namespace RedactingGateway.Core.Protocols.Addresses;

/// <summary>How two name patterns with <c>*</c> relate as sets of names.</summary>
internal static class PatternRelation
{
    // A character that no address can name: it stands for whatever a '*' may stand for.
    private const char Anything = '\uFFFF';

    /// <summary>Whether every name of <paramref name="inner"/> is a name of <paramref name="outer"/>.</summary>
    public static bool Contains(string outer, string inner) =>
        new NamePattern(outer).Matches(System.Text.Encoding.UTF8.GetBytes(inner.Replace('*', Anything)));

    /// <summary>Whether some name belongs to both.</summary>
    public static bool Overlap(string a, string b)
    {
        // meets[i, j]: the rests behind i and j have a name in common.
        var meets = new bool[a.Length + 1, b.Length + 1];
        for (var i = a.Length; i >= 0; i--)
        {
            for (var j = b.Length; j >= 0; j--)
            {
                meets[i, j] = Meets(i, j);
            }
        }

        return meets[0, 0];

        bool Meets(int i, int j)
        {
            if (i == a.Length && j == b.Length)
            {
                return true;
            }

            if (i < a.Length && a[i] == '*')
            {
                return meets[i + 1, j] || (j < b.Length && meets[i, j + 1]);
            }

            if (j < b.Length && b[j] == '*')
            {
                return meets[i, j + 1] || (i < a.Length && meets[i + 1, j]);
            }

            return i < a.Length && j < b.Length && a[i] == b[j] && meets[i + 1, j + 1];
        }
    }
}
