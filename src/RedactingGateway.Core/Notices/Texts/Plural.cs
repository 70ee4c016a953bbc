namespace RedactingGateway.Core.Notices.Texts;

/// <summary>Plural forms of whole numbers, by families of languages (Unicode CLDR, "Language Plural Rules", cardinals of integers).</summary>
internal static class Plural
{
    /// <summary>The families, as <c>language.plural</c> of a file of texts names them.</summary>
    public static IReadOnlyList<string> Families { get; } = ["oneOther", "none", "zeroOneOther", "slavic", "polish", "czech"];

    /// <summary>The form of a number: <c>one</c>, <c>few</c>, <c>many</c> or <c>other</c>.</summary>
    public static string FormOf(string family, int number)
    {
        var ones = number % 10;
        var isTeen = number % 100 is >= 11 and <= 14;
        return family switch
        {
            "none" => "other",
            "zeroOneOther" => number is 0 or 1 ? "one" : "other",
            "slavic" => ones == 1 && !isTeen ? "one" : ones is >= 2 and <= 4 && !isTeen ? "few" : "many",
            "polish" => number == 1 ? "one" : ones is >= 2 and <= 4 && !isTeen ? "few" : "many",
            "czech" => number == 1 ? "one" : number is >= 2 and <= 4 ? "few" : "other",
            _ => number == 1 ? "one" : "other",
        };
    }
}
