namespace RedactingGateway.Privacy;

/// <summary>What may be wrong with a choice; each has its status and its count.</summary>
internal static class Problems
{
    public static ChoiceProblem CrossSite { get; } = new(
        ChoiceOutcome.CrossSite, 403, "crossSite", "Not from this site",
        "Choices are taken from the site's own pages only: the request must carry Sec-Fetch-Site: same-origin, or the site's own Origin.");

    public static ChoiceProblem RateLimited { get; } = new(
        ChoiceOutcome.RateLimited, 429, "rateLimited", "Too many choices", "One client sent too many choices in a short time. Nothing was changed.");

    public static ChoiceProblem TooLarge { get; } = new(ChoiceOutcome.Invalid, 413, "invalid", "Too large", "A choice has 8 KiB at most. Nothing was changed.");

    public static ChoiceProblem NotJson { get; } = new(
        ChoiceOutcome.Invalid, 415, "invalid", "Not application/json", "PUT takes application/json, POST takes application/x-www-form-urlencoded. Nothing was changed.");

    public static ChoiceProblem Minor { get; } = new(
        ChoiceOutcome.Invalid, 409, "elsewhere", "A minor's consent is not taken", "The site says that this visitor is a minor: only refusals are taken. Nothing was changed.");

    public static ChoiceProblem Unavailable { get; } = new(
        ChoiceOutcome.Unavailable, 503, "unavailable", "Cannot be recorded now", "An acceptance counts only with a record, and that cannot be written now. Nothing was changed; a refusal is taken at any time.");

    public static ChoiceProblem TooLong { get; } = new(
        ChoiceOutcome.Invalid, 422, "invalid", "Fits into no cookie", "The choice names more purposes and recipients than a cookie can hold. Nothing was changed; a refusal of everything is taken at any time.");

    public static ChoiceProblem ObjectionLost { get; } = new(
        ChoiceOutcome.Unavailable, 503, "objectionLost", "The objection could not be kept", "Everything is refused in this browser. The objection of the known subject could not be kept: send it again.");

    public static ChoiceProblem Invalid(string detail) => new(ChoiceOutcome.Invalid, 400, "invalid", "Not a choice", $"{detail} Nothing was changed.");

    public static ChoiceProblem Elsewhere(string where) => new(
        ChoiceOutcome.Invalid, 409, "elsewhere", "Choices are made elsewhere", $"On this site choices are made {where}: only refusals are taken here. Nothing was changed.");
}

/// <summary>Why a choice was not taken.</summary>
/// <param name="Outcome">How it is counted.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Key">The text for people: <c>error.{key}</c>.</param>
/// <param name="Title">For programs, in short.</param>
/// <param name="Detail">For programs; it repeats nothing that the client sent.</param>
internal sealed record ChoiceProblem(ChoiceOutcome Outcome, int Status, string Key, string Title, string Detail);
