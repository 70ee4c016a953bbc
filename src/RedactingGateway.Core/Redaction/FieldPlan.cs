using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Redaction;

/// <summary>What happens to a field under every grant: the first rule that fits wins; none fits: it is withheld.</summary>
/// <param name="Rules">In order; joint forms (<c>combine:</c>) stand before the forms of single purposes.</param>
/// <param name="Denial">Why the value is withheld where no rule fits.</param>
/// <param name="DenialSpan">The rule behind <paramref name="Denial"/>: a line of <c>never:</c>, or the field's own declaration.</param>
/// <param name="Otherwise">The keyed hash sent in place of a withheld value (<c>otherwise: hash</c>), or null: stripped.</param>
public sealed record FieldPlan(
    ImmutableArray<FieldRule> Rules, WithheldReason Denial, SourceSpan DenialSpan, PseudonymizeTreatment? Otherwise = null)
{
    /// <summary>The rule for <paramref name="grant"/>, or null: withheld.</summary>
    /// <param name="grant">One bit a purpose of the destination.</param>
    public FieldRule? For(ulong grant)
    {
        foreach (var rule in Rules)
        {
            if (rule.Fits(grant))
            {
                return rule;
            }
        }

        return null;
    }
}

/// <summary>One line of a plan: under these purposes the value leaves in this form.</summary>
/// <param name="Purposes">At least one of these purposes must be granted; bits of the destination.</param>
/// <param name="Together">For joint forms: at least one of these as well. Otherwise the same as <paramref name="Purposes"/>.</param>
/// <param name="Treatment">The form.</param>
/// <param name="Span">The line of the policy that says so.</param>
public sealed record FieldRule(ulong Purposes, ulong Together, Treatment Treatment, SourceSpan Span)
{
    /// <summary>Whether the rule applies under <paramref name="grant"/>.</summary>
    public bool Fits(ulong grant) => (grant & Purposes) != 0 && (grant & Together) != 0;
}
