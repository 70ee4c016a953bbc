using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>Why data is used, as the policy says it.</summary>
internal sealed record PurposeDeclaration
{
    public required string Id { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>Data use, or null where it could not be resolved.</summary>
    public required string? Use { get; init; }

    /// <summary>Legal basis, or null where it could not be read.</summary>
    public required LegalBasis? Basis { get; init; }

    public required SourceSpan BasisSpan { get; init; }

    public bool HasInterest => !Interest.IsEmpty;

    /// <summary>For legitimate interests: which, by language.</summary>
    public ImmutableSortedDictionary<string, string> Interest { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public required SourceSpan InterestSpan { get; init; }

    public bool StrictlyNecessary { get; init; }

    public required SourceSpan DeviceAccessSpan { get; init; }

    public required ImmutableArray<(int Number, SourceSpan Span)> Tcf { get; init; }

    /// <summary>Limits that it keeps to.</summary>
    public ImmutableArray<(PresetDeclaration Preset, SourceSpan Span)> Presets { get; init; } = [];

    public bool? RefusedByGpc { get; init; }

    /// <summary>The day from which it is part of the policy, or null: from the beginning.</summary>
    public DateOnly? Introduced { get; init; }

    /// <summary>Regions whose visitors it is for; empty: everybody's.</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    public required ImmutableSortedDictionary<string, string> Title { get; init; }

    public required ImmutableSortedDictionary<string, string> Description { get; init; }

    /// <summary>Names of events that it is for; empty: all.</summary>
    public ImmutableArray<YamlScalar> Events { get; init; } = [];

    /// <summary>Pages that it is for; empty: all.</summary>
    public ImmutableArray<YamlScalar> Pages { get; init; } = [];

    /// <summary>How long the controller keeps the data for it, or null.</summary>
    public string? Retention { get; init; }

    public required ImmutableArray<AllowDeclaration> Allow { get; init; }

    /// <summary>Whether everything in it could be read, so that what it allows is all that it means to allow.</summary>
    public bool IsWhole { get; init; }

    public bool NeedsConsent => Basis is LegalBasis.Consent or LegalBasis.ExplicitConsent;

    /// <summary>Whether a visitor can refuse it, as far as it could be read; see <see cref="CompiledPurpose.CanBeRefused"/>.</summary>
    public bool CanBeRefused => NeedsConsent || Basis is null or LegalBasis.LegitimateInterests or LegalBasis.PublicTask || (Use is { } use && CompiledPurpose.IsMarketingUse(use));

    /// <summary>Whether fields that come from the device may leave under it (TDDDG § 25).</summary>
    public bool MayReadDevice => NeedsConsent || StrictlyNecessary;
}

/// <summary>A category that a purpose allows, or that <c>combine:</c> gives a joint form.</summary>
/// <param name="Category">Data category.</param>
/// <param name="Span">Where it is named.</param>
/// <param name="Form">The form in which it leaves.</param>
/// <param name="Because">The reason, by language; empty: none is given.</param>
internal sealed record AllowDeclaration(string Category, SourceSpan Span, FormDeclaration Form, ImmutableSortedDictionary<string, string> Because)
{
    public bool HasBecause => !Because.IsEmpty;
}

/// <summary>A data category and where it is named.</summary>
internal sealed record NamedCategory(string Category, SourceSpan Span);
