using System.Collections.Immutable;

namespace RedactingGateway.Core.Signals;

/// <summary>A visitor's choice as the choice cookie keeps it.</summary>
/// <param name="Kind">What was chosen.</param>
/// <param name="Accepted">For an acceptance: the scope that was accepted, by purpose id.</param>
/// <param name="GpcWasOn">For an acceptance: whether <c>Sec-GPC: 1</c> was sent, and so the conflict visible, when it was given.</param>
/// <param name="Time">For an acceptance: when it was given, to the second.</param>
/// <param name="RecordId">For an acceptance: random id of the consent record (GDPR Art. 7(1)).</param>
public sealed record StoredChoice(
    ChoiceKind Kind,
    ImmutableSortedDictionary<string, string> Accepted,
    bool GpcWasOn = false,
    DateTimeOffset Time = default,
    Guid RecordId = default)
{
    /// <summary>No choice was made.</summary>
    public static StoredChoice None { get; } = new(ChoiceKind.None, NoScopes);

    /// <summary>Everything that can be refused is refused.</summary>
    public static StoredChoice Refused { get; } = new(ChoiceKind.Refused, NoScopes);

    /// <summary>A cookie is there and cannot be read: counts as a refusal.</summary>
    public static StoredChoice Unreadable { get; } = new(ChoiceKind.Unreadable, NoScopes);

    private static ImmutableSortedDictionary<string, string> NoScopes => ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>What a choice cookie says.</summary>
public enum ChoiceKind
{
    /// <summary>There is no cookie.</summary>
    None,

    /// <summary>Everything that can be refused is refused.</summary>
    Refused,

    /// <summary>Some or all purposes are accepted, each with its scope; the others are refused.</summary>
    Accepted,

    /// <summary>There is a cookie that cannot be read, or whose integrity does not hold.</summary>
    Unreadable,
}
