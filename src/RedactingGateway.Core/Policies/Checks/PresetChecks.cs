using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Holds purposes to the presets that they name.</summary>
internal sealed class PresetChecks(PolicyDeclaration policy, DiagnosticBag diagnostics)
{
    public void Check(PurposeDeclaration purpose)
    {
        foreach (var (preset, span) in purpose.Presets)
        {
            foreach (var allow in purpose.Allow)
            {
                CheckAllow(purpose, preset, allow);
            }

            if (preset.RefusedByGpc && purpose.RefusedByGpc == false)
            {
                diagnostics.Report(DiagnosticIds.WiderThanPreset, span, $"the preset '{preset.Name}' ({preset.Span.FileAndLine}) lets Global Privacy Control refuse the purpose; refusedByGpc: false is wider");
            }

            CheckConditions(purpose, preset, span);
        }
    }

    /// <summary>Whether a preset exempts the purpose's device access from consent, for all of its visitors and recipients.</summary>
    public bool IsExempt(PurposeDeclaration purpose) => purpose.Presets.Any(p => p.Preset.IsExempt && Unmet(purpose, p.Preset) is null);

    private void CheckAllow(PurposeDeclaration purpose, PresetDeclaration preset, AllowDeclaration allow)
    {
        if (preset.Never.FirstOrDefault(n => DataTaxonomy.Covers(n.Category, allow.Category)) is { } never)
        {
            diagnostics.Report(DiagnosticIds.WiderThanPreset, allow.Span, $"the preset '{preset.Name}' lets '{never.Category}' leave in no form ({never.Span.FileAndLine})");
            return;
        }

        if (preset.Allow.IsEmpty)
        {
            return;
        }

        if (AllowanceResolver.MostSpecific(preset.Allow, allow.Category) is not { } limit)
        {
            diagnostics.Report(DiagnosticIds.WiderThanPreset, allow.Span, $"the preset '{preset.Name}' ({preset.Span.FileAndLine}) does not allow '{allow.Category}'");
            return;
        }

        // What the preset limits more closely below this key is decided by this key, unless the purpose names it too.
        var below = preset.Allow.Where(l => l != limit && DataTaxonomy.Covers(allow.Category, l.Category) && AllowanceResolver.MostSpecific(purpose.Allow, l.Category) == allow);
        foreach (var closer in below.Prepend(limit).Where(l => !FormOrder.IsWithin(allow.Form, l.Form)))
        {
            diagnostics.Report(
                DiagnosticIds.WiderThanPreset, allow.Form.Span, $"{allow.Form.Text} tells more than the preset '{preset.Name}' allows of '{closer.Category}': {closer.Form.Text} ({closer.Form.Span.FileAndLine})");
        }
    }

    private void CheckConditions(PurposeDeclaration purpose, PresetDeclaration preset, SourceSpan span)
    {
        // With consent it is a strict preset, whatever exempts it elsewhere.
        if (!purpose.NeedsConsent && purpose.Basis is not null && Unmet(purpose, preset) is { } unmet)
        {
            diagnostics.Report(DiagnosticIds.PresetConditions, span, $"the preset '{preset.Name}' ({preset.Span.FileAndLine}) is made for {unmet}; otherwise '{purpose.Id}' needs basis: consent", subject: purpose.Id);
        }
    }

    private string? Unmet(PurposeDeclaration purpose, PresetDeclaration preset)
    {
        if (!preset.Regions.IsEmpty && (purpose.Regions.IsEmpty || purpose.Regions.Any(r => !preset.Regions.Contains(r, StringComparer.Ordinal))))
        {
            return $"visitors of {string.Join(", ", preset.Regions)}, which the purpose says with regions:";
        }

        if (!preset.Uses.IsEmpty && purpose.Use is { } use && !DataTaxonomy.IsBelow(use, preset.Uses.AsSpan()))
        {
            return $"{string.Join(", ", preset.Uses)}";
        }

        ImmutableArray<RecipientDeclaration> recipients = [.. policy.Destinations.Where(d => d.Purposes.Any(p => p.Purpose.Id == purpose.Id)).Select(d => d.Recipient).OfType<RecipientDeclaration>()];
        if (preset.Role is { } role && recipients.FirstOrDefault(r => r.Role != role) is { } other)
        {
            return $"recipients with role: {Yaml.WordsOf<RecipientRole>.All.First(w => w.Value == role).Key}, which '{other.Id}' is not";
        }

        return preset.ForbidsReuse && recipients.FirstOrDefault(r => r.ReusesForOwnPurposes) is { } reuser
            ? $"recipients with reuse: none, unlike '{reuser.Id}'"
            : null;
    }
}
