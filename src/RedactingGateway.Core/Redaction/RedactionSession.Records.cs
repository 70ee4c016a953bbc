using System.Numerics;
using System.Text;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <content>Takes decisions down: for the counts, and for whoever asked for more.</content>
internal sealed partial class RedactionSession
{
    /// <summary>Takes down that the gateway set a field itself.</summary>
    public void RecordSetting(FieldSetting setting)
    {
        Counts.Treated++;
        Tally?.Add(new DecidedField(null, null, null, FieldOutcome.Treated, WithheldReason.Overridden));
        Trace?.Add(new FieldDecision
        {
            Address = Path!.ToString(),
            Field = Encoding.UTF8.GetString(setting.Name),
            Outcome = FieldOutcome.Treated,
            Rule = setting.Span,
            Form = FieldDecision.SetByGateway,
            After = Trace.WithValues && !setting.IsSecret ? Encoding.UTF8.GetString(setting.Text) : null,
        });
    }

    public void Record(
        CompiledField? field, FieldOutcome outcome, WithheldReason reason, FieldRule? rule, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        switch (outcome)
        {
            case FieldOutcome.Kept:
                Counts.Kept++;
                break;
            case FieldOutcome.Treated:
                Counts.Treated++;
                break;
            default:
                Counts.WithholdField(reason);
                break;
        }

        var purpose = rule is null || (Trace is null && Tally is null) ? null : Destination.Purposes[BitOperations.TrailingZeroCount(rule.Purposes & ((rule.Purposes & Grant) == 0 ? StructuralGrant : Grant))];
        Tally?.Add(new DecidedField(field, rule?.Treatment, purpose, outcome, reason));
        if (Trace is null)
        {
            return;
        }

        var leaves = outcome != FieldOutcome.Dropped;
        Trace.Add(new FieldDecision
        {
            Address = Path!.ToString(),
            Field = field?.Address,
            Category = field?.Category,
            Outcome = outcome,
            Reason = reason,
            Purpose = purpose?.Id,
            Rule = rule?.Span ?? field?.Plan.DenialSpan ?? SourceSpan.None,
            Form = rule?.Treatment.Form,
            Found = DetectorNames.Describe(_net.Found),
            Before = Trace.WithValues ? Encoding.UTF8.GetString(before) : null,
            After = Trace.WithValues && leaves ? Encoding.UTF8.GetString(after) : null,
        });
    }
}
