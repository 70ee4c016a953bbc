using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Privacy;

/// <summary>A choice, understood: every name in it is one of the policy's.</summary>
internal sealed record ChoiceRequest
{
    /// <summary>Everything accepted or refused in one step, or null: purpose by purpose.</summary>
    public bool? All { get; init; }

    /// <summary>Yes or no by purpose.</summary>
    public required ImmutableDictionary<string, bool> Purposes { get; init; }

    /// <summary>Yes or no by recipient.</summary>
    public required ImmutableDictionary<string, bool> Recipients { get; init; }

    /// <summary>Where it was made.</summary>
    public ConsentPlace Place { get; init; }

    /// <summary>The language that was read.</summary>
    public required NoticeLanguage Language { get; init; }

    /// <summary>Who is signed in; empty: nobody.</summary>
    public ImmutableArray<SubjectKey> Subjects { get; init; } = [];

    /// <summary>Whether it says yes to a purpose.</summary>
    /// <remarks>An explicit consent is a yes to this purpose and to nothing else (GDPR Art. 9(2)(a)).</remarks>
    public bool Accepts(CompiledPurpose purpose) => Purposes.TryGetValue(purpose.Id, out var yes) ? yes : All == true && purpose.Basis != LegalBasis.ExplicitConsent;
}
