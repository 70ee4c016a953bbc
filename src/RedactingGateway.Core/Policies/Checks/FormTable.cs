using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>The table of forms and field types: what fits, and what is promised of it. The one in config/README.md is made from this.</summary>
internal static class FormTable
{
    public static ImmutableArray<FormRow> Rows { get; } =
    [
        new(FormKind.Keep, "keep", [.. Enum.GetValues<FieldType>().Where(t => t != FieldType.Container)], "the same bytes",
            Equality.Everywhere, Undoing.Nothing, "nothing; finds still go out of texts and addresses"),
        new(FormKind.Hash, "hash", [FieldType.String, FieldType.OpaqueId], "SHA-256 of the normalised value, as vendors match it",
            Equality.Everywhere, Undoing.ByGuessing, "nothing against a recipient that has such values: a disclosure"),
        new(FormKind.Pseudonymize, "pseudonymize: { rotate: 30d }", [FieldType.String, FieldType.OpaqueId],
            "keyed hash in the vendor's shape; `rotate` 1d to 400d; with `bits` (8 to 40) so few that people share them",
            Equality.InDomainAndEpoch, Undoing.ByUs, "joining data of several recipients, or of longer than `rotate`, by this value"),
        new(FormKind.Mask, "mask: { first: 1, last: 4 }", [FieldType.String, FieldType.Text, FieldType.OpaqueId, FieldType.Postcode],
            "up to 4 characters at each end, at most a third in all, the rest `*`",
            Equality.Everywhere, Undoing.No, "reading the value; its length and ends still narrow it down"),
        new(FormKind.Truncate, "truncate: { ipv4: 24, ipv6: 48 }", [FieldType.Ip], "the first bits, the rest zero",
            Equality.Everywhere, Undoing.No, "finding the line; region and provider stay"),
        new(FormKind.Truncate, "truncate: { to: year }", [FieldType.Date, FieldType.Timestamp],
            "the first day (UTC) of the year or `month`, in the spelling that came", Equality.Everywhere, Undoing.No, "a birthday, a moment") { IsCalendar = true },
        new(FormKind.Generalize, "generalize", [FieldType.UserAgent], "browser and major version, kind of device",
            Equality.Everywhere, Undoing.No, "recognising a device by its exact software"),
        new(FormKind.Generalize, "generalize", [FieldType.ClientHints, FieldType.Version], "brands of a closed list, first number of a version",
            Equality.Everywhere, Undoing.No, "recognising a device by its exact software"),
        new(FormKind.Generalize, "generalize", [FieldType.ScreenSize, FieldType.ScreenWidth, FieldType.ScreenHeight],
            "one of 1920×1080, 768×1024, 360×640; a height follows the width beside it, or goes", Equality.Everywhere, Undoing.No, "recognising a device by its screen"),
        new(FormKind.Generalize, "generalize", [FieldType.Enum], "the same bytes: one of a closed list is a class already",
            Equality.Everywhere, Undoing.Nothing, "nothing; the list itself is coarse"),
        new(FormKind.Generalize, "generalize", [FieldType.Postcode], "its first characters: `10115` → `10`, `SW1A 1AA` → `SW`, `1010` → `1`",
            Equality.Everywhere, Undoing.No, "the place; the region stays"),
        new(FormKind.Generalize, "generalize", [FieldType.Coordinate], "one decimal, about 11 km", Equality.Everywhere, Undoing.No, "the place; the town stays"),
        new(FormKind.Bucket, "bucket: { bounds: [0, 50, 100] }", [FieldType.Integer, FieldType.Number],
            "the lower bound of its bucket; below the first bound that bound", Equality.Everywhere, Undoing.No, "the amount; its order of size stays"),
        new(FormKind.Round, "round: { to: 5 }", [FieldType.Integer, FieldType.Number], "the nearest multiple, halves away from zero",
            Equality.Everywhere, Undoing.No, "the exact amount"),
        new(FormKind.Round, "round: { to: 5, unbiased: true }", [FieldType.Integer, FieldType.Number],
            "one of the two neighbouring multiples, the nearer one more often, so that sums stay right; the same when an event is sent again",
            Equality.InEvent, Undoing.No, "the exact amount"),
        new(FormKind.ScrubUrl, "scrubUrl: { keepParameters: [utm_*] }", [FieldType.Url],
            "no user info, no fragment, only named parameters, path segments about a person replaced", Equality.Everywhere, Undoing.No, "what addresses say besides the page"),
        new(FormKind.Replace, "replace: text", [FieldType.String, FieldType.Text, FieldType.Url, FieldType.OpaqueId, FieldType.UserAgent], "the given text",
            Equality.AllAlike, Undoing.No, "everything but that there was a value"),
    ];

    /// <summary>Whether <paramref name="form"/> can be given to values of <paramref name="type"/>.</summary>
    public static bool Fits(FormDeclaration form, FieldType type, bool isListed = false) => Misfit(form, type, isListed) is null;

    /// <summary>Why <paramref name="form"/> does not fit, as what follows "of" in a message; null where it fits.</summary>
    /// <param name="form">The form.</param>
    /// <param name="type">The field's type.</param>
    /// <param name="isListed">Whether the field's values are a short list: a hash, or the ends, of such a value tell it at once.</param>
    public static string? Misfit(FormDeclaration form, FieldType type, bool isListed)
    {
        if (isListed && form.Kind is FormKind.Hash or FormKind.Pseudonymize)
        {
            return "a short list of values, which can be guessed through a hash,";
        }

        if (isListed && form.Kind == FormKind.Mask)
        {
            return "a short list of values, which a few characters give away,";
        }

        var name = WordsOf<FieldType>.All.First(w => w.Value == type).Key;
        if (!Rows.Any(r => r.Kind == form.Kind && r.IsCalendar == form.To.HasValue && r.Takes.Contains(type)))
        {
            return IsGuessed(form.Kind, type) ? $"type {name}, whose values can be guessed through a hash," : $"type {name}";
        }

        var hasDecimals = form.Bounds.Append(form.Step).Any(b => b != decimal.Truncate(b));
        return hasDecimals && type == FieldType.Integer ? $"type {name}, which decimals would break," : null;
    }

    /// <summary>The forms that values of <paramref name="type"/> can take, for people.</summary>
    public static string FormsOf(FieldType type, bool isListed = false) => string.Join(
        ", ",
        Rows.Where(r => r.Takes.Contains(type) && !(isListed && r.Kind is FormKind.Hash or FormKind.Pseudonymize or FormKind.Mask)).Select(NameOf).Distinct());

    private static string NameOf(FormRow row) => row.Kind switch
    {
        FormKind.Truncate when row.IsCalendar => "truncate (to)",
        FormKind.Truncate => "truncate (ipv4, ipv6)",
        _ => WordsOf<FormKind>.All.First(w => w.Value == row.Kind).Key,
    };

    // Whoever tries all of them finds the one behind a hash: there are two booleans, some 40,000 birthdays, 10^5 postcodes.
    private static bool IsGuessed(FormKind form, FieldType type) =>
        form is FormKind.Hash or FormKind.Pseudonymize
        && type is FieldType.Boolean or FieldType.Enum or FieldType.Integer or FieldType.Number or FieldType.Date or FieldType.Postcode;
}
