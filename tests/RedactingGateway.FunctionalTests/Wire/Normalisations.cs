namespace RedactingGateway.FunctionalTests.Wire;

/// <summary>What a sender may make of a value before it hashes it.</summary>
internal static class Normalisations
{
    // A gender is sent as a code. Its hash is the same for everybody, so it tells the gender, whoever the person is.
    private static readonly string[] GenderCodes = ["f", "m", "d", "female", "male", "w"];

    public static IEnumerable<string> Of(PlantedValue planted)
    {
        var forms = planted.Forms.SelectMany(WritingsOf);
        forms = planted.Category switch
        {
            "phone" => forms.Concat(PhonesOf(planted.Value)),
            "credit_card" or "birthday" => forms.Concat(planted.Forms.Select(Digits)),
            "gender" => forms.Concat(GenderCodes),
            _ => forms,
        };
        return forms.Distinct(StringComparer.Ordinal);
    }

    /// <summary>The digits that stay the same in every way of dialling: without country code and without the zero before the area code.</summary>
    public static string SignificantDigits(string phone)
    {
        var digits = Digits(phone);
        return phone.TrimStart().StartsWith('+') ? digits[2..] : digits.TrimStart('0');
    }

    private static IEnumerable<string> WritingsOf(string form)
    {
        string[] writings = [form, form.Trim(), WithoutWhiteSpace(form), string.Concat(form.Where(char.IsLetterOrDigit))];
        return [.. writings, .. writings.Select(writing => writing.ToLowerInvariant()), .. writings.Select(writing => writing.ToUpperInvariant())];
    }

    private static string[] PhonesOf(string phone)
    {
        // The corpus's people all live in Germany.
        var significant = SignificantDigits(phone);
        return [Digits(phone), $"+{Digits(phone)}", significant, $"0{significant}", $"49{significant}", $"+49{significant}", $"0049{significant}"];
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static string WithoutWhiteSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
