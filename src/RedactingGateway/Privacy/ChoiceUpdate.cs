using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Privacy;

/// <summary>What a visitor's choice is after a request: a pure function of the request, the choice before it, and the policy.</summary>
internal sealed record ChoiceUpdate
{
    /// <summary>By purpose: the scope of a yes, or null: no. Those that nobody asked about are not in it.</summary>
    public required ImmutableSortedDictionary<string, string?> Answers { get; init; }

    /// <summary>Recipients that get nothing.</summary>
    public required ImmutableSortedSet<string> RefusedRecipients { get; init; }

    /// <summary>Purposes to which the answer is no and was not before.</summary>
    public required ImmutableArray<string> NewlyRefused { get; init; }

    /// <summary>Whether one of them had been accepted.</summary>
    public required bool Withdraws { get; init; }

    /// <summary>
    /// Whether there is a yes left. Without one everything that can be refused is refused: a cookie that told single refusals apart
    /// would tell visitors apart.
    /// </summary>
    public bool IsAcceptance => Answers.Values.Any(scope => scope is not null);

    /// <summary>Decides.</summary>
    public static ChoiceUpdate Of(PolicySnapshot policy, ChoiceRequest request, VisitorSignals signals)
    {
        var answers = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        var refused = ImmutableArray.CreateBuilder<string>();
        var withdraws = false;
        foreach (var purpose in policy.Purposes.Where(p => p.CanBeRefused))
        {
            var before = Before(purpose, signals);
            var (answer, scope) = After(purpose, request, signals, before);
            if (answer != Answer.NotAsked)
            {
                answers[purpose.Id] = scope;
            }

            if (answer == Answer.No && before != Answer.No)
            {
                refused.Add(purpose.Id);
                withdraws |= before == Answer.Yes;
            }
        }

        return new()
        {
            Answers = answers.ToImmutable(),
            RefusedRecipients = Recipients(policy, request, signals),
            NewlyRefused = refused.ToImmutable(),
            Withdraws = withdraws,
        };
    }

    private static Answer Before(CompiledPurpose purpose, in VisitorSignals signals) => signals.Choice.Kind switch
    {
        ChoiceKind.None => Answer.NotAsked,
        ChoiceKind.Accepted when !signals.IsSuperseded => signals.Choice.Scopes.To(purpose.Id, out _),
        _ => Answer.No,
    };

    private static (Answer Answer, string? Scope) After(CompiledPurpose purpose, ChoiceRequest request, in VisitorSignals signals, Answer before)
    {
        if (request.Purposes.TryGetValue(purpose.Id, out var yes))
        {
            return yes ? (Answer.Yes, purpose.Scope) : (Answer.No, null);
        }

        // An explicit consent is a yes to this purpose and to nothing else (GDPR Art. 9(2)(a)).
        if (request.All == false || (request.All == true && purpose.Basis != LegalBasis.ExplicitConsent))
        {
            return request.All == true ? (Answer.Yes, purpose.Scope) : (Answer.No, null);
        }

        if (before == Answer.Yes && !signals.Choice.IsExpired && !HasNewSignal(purpose, signals))
        {
            // Kept in the scope that was shown then, which may be narrower than today's.
            _ = signals.Choice.Scopes.To(purpose.Id, out var scope);
            return (Answer.Yes, scope.ToString());
        }

        return before == Answer.No || purpose.NeedsConsent ? (Answer.No, null) : (Answer.NotAsked, null);
    }

    // Since that yes the browser began to ask otherwise; only a yes to this very purpose counts more.
    private static bool HasNewSignal(CompiledPurpose purpose, in VisitorSignals signals) =>
        purpose.RefusedByGpc && (signals.Browser & ~signals.Choice.SignalsWereOn) != BrowserSignals.None;

    private static ImmutableSortedSet<string> Recipients(PolicySnapshot policy, ChoiceRequest request, VisitorSignals signals)
    {
        var earlier = request.All is null && signals.Choice.Kind == ChoiceKind.Accepted
            ? policy.Recipients.Select(r => r.Id).Where(id => signals.Choice.Scopes.Refuses(id))
            : [];
        return earlier.Except(request.Recipients.Where(r => r.Value).Select(r => r.Key), StringComparer.Ordinal)
            .Union(request.Recipients.Where(r => !r.Value).Select(r => r.Key), StringComparer.Ordinal)
            .ToImmutableSortedSet(StringComparer.Ordinal);
    }
}
