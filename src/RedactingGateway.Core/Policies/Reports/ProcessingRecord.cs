using System.Collections.Immutable;
using RedactingGateway.Core.Policies.Comparison;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Reports;

/// <summary>The gateway's part of the record of processing activities (GDPR Art. 30(1)), from the policy: one activity a purpose.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Activities">Activities in the order of the policy.</param>
public sealed record ProcessingRecord(PolicySnapshot Policy, ImmutableArray<ProcessingActivity> Activities)
{
    /// <summary>Makes the record.</summary>
    public static ProcessingRecord Of(PolicySnapshot policy)
    {
        var all = Disclosures.Of(policy);
        return new ProcessingRecord(policy, [.. policy.Purposes.Select(p => new ProcessingActivity(p, [.. Data(policy, all, p.Id)], [.. Recipients(policy, p.Id)]))]);
    }

    // What really leaves, and not all that the purpose would allow.
    private static IEnumerable<ProcessedData> Data(PolicySnapshot policy, Disclosures all, string purpose) => all.Forms
        .Where(f => f.Key.Purpose == purpose)
        .GroupBy(f => (f.Key.Recipient, f.Key.Category))
        .Select(g => new ProcessedData(
            g.Key.Category,
            policy.Recipients.First(r => r.Id == g.Key.Recipient),
            [.. g.SelectMany(f => f.Value.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            g.Any(f => f.Value.Values.Any(t => t is PseudonymizeTreatment))))
        .OrderBy(d => d.Category, StringComparer.Ordinal).ThenBy(d => d.Recipient.Id, StringComparer.Ordinal);

    private static IEnumerable<CompiledRecipient> Recipients(PolicySnapshot policy, string purpose) => policy.Recipients
        .Where(r => policy.Destinations.Any(d => d.Recipient == r.Id && d.Mode == DestinationMode.Enforce && d.Purposes.Any(p => p.Id == purpose)));
}

/// <summary>One processing activity: what is done for one purpose.</summary>
/// <param name="Purpose">The purpose.</param>
/// <param name="Data">What leaves.</param>
/// <param name="Recipients">Who receives it.</param>
public sealed record ProcessingActivity(CompiledPurpose Purpose, ImmutableArray<ProcessedData> Data, ImmutableArray<CompiledRecipient> Recipients);

/// <summary>A category that a recipient receives.</summary>
/// <param name="Category">Key of the taxonomy.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Forms">In which forms, in English words.</param>
/// <param name="IsPseudonymized">Whether one of them is a pseudonym.</param>
public sealed record ProcessedData(string Category, CompiledRecipient Recipient, ImmutableArray<string> Forms, bool IsPseudonymized);
