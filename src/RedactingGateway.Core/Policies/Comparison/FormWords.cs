using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>The form in which something leaves, as the end of an English sentence: <c>as SHA-256</c>.</summary>
internal static class FormWords
{
    /// <summary>In words; two forms with the same words reveal the same.</summary>
    /// <param name="treatment">The form.</param>
    /// <param name="recipient">Who gets it; a pseudonym that others can join is said to be one.</param>
    public static string Of(Treatment treatment, string recipient) => treatment switch
    {
        { Keeps: true } => "unchanged",
        HashTreatment => "as SHA-256, which the recipient can match",
        PseudonymizeTreatment pseudonym => Of(pseudonym, recipient),
        GeneralizeTreatment => "generalised",
        TruncateTreatment or TruncateDateTreatment => $"truncated{Parameters(treatment)}",
        MaskTreatment => $"masked{Parameters(treatment)}",
        BucketTreatment => $"in buckets{Parameters(treatment)}",
        RoundTreatment => $"rounded{Parameters(treatment)}",
        ScrubUrlTreatment => $"with addresses scrubbed{Parameters(treatment)}",
        ReplaceTreatment => "replaced by one value for everybody",
        _ => treatment.Form,
    };

    private static string Of(PseudonymizeTreatment pseudonym, string recipient)
    {
        var bits = pseudonym.Bits == 0 ? "" : $" of {pseudonym.Bits} bits";
        var days = pseudonym.RotateDays == 1 ? "every day" : $"every {pseudonym.RotateDays} days";
        var joined = pseudonym.Domain == recipient ? "" : $" and is shared within '{pseudonym.Domain}'";
        return $"as a pseudonym{bits} that changes {days}{joined}";
    }

    private static string Parameters(Treatment treatment) =>
        treatment.Form.IndexOf(" (", StringComparison.Ordinal) is var at and >= 0 ? treatment.Form[at..] : "";
}
