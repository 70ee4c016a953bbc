using System.Collections.Immutable;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Turns what the purposes of a destination say of a field into its plan.</summary>
/// <param name="destination">Where the field goes.</param>
/// <param name="resolver">Finds what is allowed of a category.</param>
/// <param name="rotations">Takes the length of every epoch that the plans use.</param>
internal sealed class PlanCompiler(DestinationDeclaration destination, AllowanceResolver resolver, ISet<int> rotations)
{
    // A substitute for a withheld value links one visitor for a day at most.
    private const int OtherwiseRotateDays = 1;

    // Hundreds of fields share a few categories, types and shapes.
    private readonly Dictionary<(Verdict, FieldType, PseudonymShape, HashNormalizer?, HashOutput), ImmutableArray<FieldRule>> _rules = [];

    private readonly ulong _all = destination.Purposes.Length == CompiledDestination.MaxPurposes ? ulong.MaxValue : (1UL << destination.Purposes.Length) - 1;

    private string Domain => destination.Recipient!.Domain;

    public FieldPlan Compile(FieldDeclaration field)
    {
        if (field.IsContainer)
        {
            return new FieldPlan([], WithheldReason.UnknownField, field.Span);
        }

        var verdict = field.Category is null ? null : resolver.Resolve(destination, field);
        if (verdict?.Never is { } never)
        {
            return new FieldPlan([], WithheldReason.Never, never.Span);
        }

        if (field.Structural)
        {
            return new FieldPlan([new FieldRule(_all, _all, KeepTreatment.Instance, field.Span)], WithheldReason.Policy, field.Span);
        }

        var denial = field switch
        {
            { Credential: true } => WithheldReason.Credential,
            { Category: null } => WithheldReason.Uncategorised,
            _ when verdict is { IsDeviceDenied: true } => WithheldReason.DeviceAccess,
            _ => WithheldReason.Policy,
        };
        var otherwise = resolver.AllowsOtherwise(destination, field)
            ? new PseudonymizeTreatment(Domain, field.Category!, OtherwiseRotateDays, field.Shape)
            : null;
        Note(otherwise);
        return new FieldPlan(verdict is null ? [] : Rules(verdict, field), denial, field.Span, otherwise);
    }

    /// <summary>The plan for what the content net finds; nothing is allowed where forms differ without a joint one.</summary>
    public FieldPlan Compile(DetectorKind kind)
    {
        // Keys and passwords never come from browsers (design section 5): what an author allows of their category is the site's own
        // key in its own field, not whatever key stands in a visitor's text.
        if (DetectorKinds.Of(kind).IsCredential)
        {
            return new FieldPlan([], WithheldReason.Credential, destination.Span);
        }

        var category = DetectedCategories.Of(kind);
        var verdict = resolver.Resolve(destination, category, FieldSource.Request);
        if (verdict.Never is { } never)
        {
            return new FieldPlan([], WithheldReason.Never, never.Span);
        }

        var found = new FieldDeclaration { Addresses = [], Span = destination.Span, Category = category, Type = DetectedCategories.TypeOf(kind), Source = FieldSource.Request };
        var fitting = new Verdict([.. verdict.Allowances.Where(a => FormTable.Fits(a.Allow.Form, found.Type))], never: null, verdict.DeviceDenied, verdict.NotNamed);
        var joint = AllowanceResolver.MostSpecific(destination.Combine, category);
        var isOpen = fitting.Groups.Length > 1 && (joint is null || !FormTable.Fits(joint.Form, found.Type));
        return new FieldPlan(isOpen ? [] : Rules(fitting, found), WithheldReason.Policy, destination.Span);
    }

    private ImmutableArray<FieldRule> Rules(Verdict verdict, FieldDeclaration field)
    {
        var key = (verdict, field.Type, field.Shape, field.Normalizer, field.Output);
        if (!_rules.TryGetValue(key, out var rules))
        {
            _rules.Add(key, rules = MakeRules(verdict, field));
        }

        return rules;
    }

    private ImmutableArray<FieldRule> MakeRules(Verdict verdict, FieldDeclaration field)
    {
        var groups = verdict.Groups;
        var masks = groups.Select(g => g.Aggregate(0UL, (mask, a) => mask | a.Mask)).ToList();
        var rules = ImmutableArray.CreateBuilder<FieldRule>();
        if (groups.Length > 1)
        {
            var joint = AllowanceResolver.MostSpecific(destination.Combine, field.Category!)!;
            var treatment = Treatment(joint, field);
            for (var i = 0; i < groups.Length; i++)
            {
                for (var j = i + 1; j < groups.Length; j++)
                {
                    rules.Add(new FieldRule(masks[i], masks[j], treatment, joint.Span));
                }
            }
        }

        foreach (var (i, group) in groups.Index())
        {
            rules.Add(new FieldRule(masks[i], masks[i], Treatment(group[0].Allow, field), group[0].Allow.Span));
        }

        return rules.ToImmutable();
    }

    private Treatment Treatment(AllowDeclaration allow, FieldDeclaration field)
    {
        var treatment = TreatmentCompiler.Compile(allow.Form, field, field.Category!, Domain);
        Note(treatment as PseudonymizeTreatment);
        return treatment;
    }

    // Whoever keeps the salts must know in time which epochs there are.
    private void Note(PseudonymizeTreatment? treatment)
    {
        if (treatment is not null)
        {
            rotations.Add(treatment.RotateDays);
        }
    }
}
