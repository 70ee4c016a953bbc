namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>How a needle is compared with a text.</summary>
internal enum MatchKind
{
    Anywhere,

    /// <summary>Only where no letter or digit stands beside it: short values turn up in longer ones by chance.</summary>
    WholeToken,

    /// <summary>In the text without separators: numbers are grouped in many ways.</summary>
    WithoutSeparators,

    /// <summary>In the text with one base64 alphabet. Exact, because case carries bits there.</summary>
    Base64,
}

/// <summary>One thing to look for: a planted value in one spelling.</summary>
internal sealed record Needle(PlantedValue Planted, string Spelling, string Text, MatchKind Match)
{
    /// <summary>How it is spelled in the text; null if it is not there.</summary>
    public string? FindIn(SearchableText text) => Match switch
    {
        MatchKind.Anywhere when text.Plain.Contains(Text, StringComparison.OrdinalIgnoreCase) =>
            text.Plain.Contains(Text, StringComparison.Ordinal) ? Spelling : $"{Spelling}, other case",
        MatchKind.WholeToken when HasToken(text.Plain) => Spelling,
        MatchKind.WithoutSeparators when text.WithoutSeparators.Contains(Text, StringComparison.OrdinalIgnoreCase) => Spelling,
        MatchKind.Base64 when text.Base64.Contains(Text, StringComparison.Ordinal) => Spelling,
        _ => null,
    };

    private bool HasToken(string text)
    {
        for (var at = text.IndexOf(Text, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(Text, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + Text.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A text in the shapes that needles are compared with.</summary>
internal sealed class SearchableText
{
    private readonly Lazy<string> _withoutSeparators;
    private readonly Lazy<string> _base64;

    public SearchableText(string plain)
    {
        Plain = plain;
        _withoutSeparators = new(() => TextViews.WithoutSeparators(plain));
        _base64 = new(() => TextViews.InOneBase64Alphabet(plain));
    }

    public string Plain { get; }

    public string WithoutSeparators => _withoutSeparators.Value;

    public string Base64 => _base64.Value;
}
