using System.Collections.Frozen;
using System.Collections.Immutable;

namespace RedactingGateway.Core.Taxonomy;

/// <summary>The data categories and data uses that policies and dictionaries may name.</summary>
/// <param name="Categories">Keys of data categories.</param>
/// <param name="Uses">Keys of data uses.</param>
/// <param name="SpecialCategories">Categories marked as special (GDPR Art. 9); what stands below them is special too.</param>
internal sealed record DataTaxonomy(FrozenSet<string> Categories, FrozenSet<string> Uses, FrozenSet<string> SpecialCategories)
{
    /// <summary>URL parameters with click ids, each with the vendor that issues it, as far as no dictionary says so.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ClickIds { get; init; } = [];

    /// <summary>Names of categories and uses for people, by language; keys without one are not in it.</summary>
    public FrozenDictionary<string, ImmutableSortedDictionary<string, string>> Names { get; init; } = FrozenDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;

    /// <summary>Keys that are no longer used, each with the one to use instead.</summary>
    public FrozenDictionary<string, string> Deprecated { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Language of a name that is given without one.</summary>
    public const string DefaultLanguage = "en";

    /// <summary>Categories of a vendor's or person's secrets.</summary>
    public const string Credentials = "user.authorization";

    /// <summary>Whether <paramref name="key"/> is <paramref name="ancestor"/> or stands below it.</summary>
    public static bool Covers(string ancestor, string key) =>
        key.StartsWith(ancestor, StringComparison.Ordinal) && (key.Length == ancestor.Length || key[ancestor.Length] == '.');

    /// <summary>Whether <paramref name="use"/> is one of <paramref name="roots"/> or stands below one.</summary>
    public static bool IsBelow(string use, params ReadOnlySpan<string> roots)
    {
        foreach (var root in roots)
        {
            if (Covers(root, use))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="use"/> profiles people or rests on profiles.</summary>
    public static bool IsProfiling(string use) => use.Contains("profil", StringComparison.Ordinal) || use.Contains("targeted", StringComparison.Ordinal);

    /// <summary>Whether data of <paramref name="category"/> is of a special category (GDPR Art. 9).</summary>
    public bool IsSpecial(string category) => SpecialCategories.Any(special => Covers(special, category));

    /// <summary>Whether a rule must name <paramref name="category"/> exactly, so that a parent's key does not cover it.</summary>
    public bool MustBeNamed(string category) => Covers(Credentials, category) || IsSpecial(category);
}
