using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Redaction;

/// <summary>Takes down every decision of one redaction, for <c>explain</c>, tests, the demo, visitors who watch, and the few requests whose unknown fields are named to operators.</summary>
/// <param name="withValues">Whether values are taken down too.</param>
public sealed class DecisionTrace(bool withValues = false)
{
    private readonly List<FieldDecision> _decisions = [];

    /// <summary>Whether values are taken down.</summary>
    public bool WithValues { get; } = withValues;

    /// <summary>Decisions in the order of the request.</summary>
    public IReadOnlyList<FieldDecision> Decisions => _decisions;

    internal void Add(FieldDecision decision) => _decisions.Add(decision);

    internal int Count => _decisions.Count;

    /// <summary>Turns every decision from <paramref name="start"/> on that let a value leave into one that drops it.</summary>
    internal void Withdraw(int start, WithheldReason reason)
    {
        for (var i = start; i < _decisions.Count; i++)
        {
            if (_decisions[i].Outcome != FieldOutcome.Dropped)
            {
                _decisions[i] = _decisions[i] with { Outcome = FieldOutcome.Dropped, Reason = reason, Form = null, After = null };
            }
        }
    }
}

/// <summary>One field and what became of it.</summary>
public sealed record FieldDecision
{
    /// <summary>The form of a field that the gateway sets itself.</summary>
    public const string SetByGateway = "set by the gateway";

    /// <summary>Where the field is in this request, e.g. <c>body.$.data[0].user_data.em[0]</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The field as its protocol spells it, e.g. <c>query.ep.*</c>: nothing in it comes from the client. Null: the protocol does not know it.</summary>
    public string? Field { get; init; }

    /// <summary>Data category, or null where the protocol does not know the field or gives it none.</summary>
    public string? Category { get; init; }

    /// <summary>What became of it.</summary>
    public required FieldOutcome Outcome { get; init; }

    /// <summary>Why it does not leave, where it does not.</summary>
    public WithheldReason Reason { get; init; }

    /// <summary>The granted purpose that allows it, or null.</summary>
    public string? Purpose { get; init; }

    /// <summary>The line that decides: of the policy, or of the dictionary.</summary>
    public SourceSpan Rule { get; init; } = SourceSpan.None;

    /// <summary>The form in which it leaves, or null.</summary>
    public string? Form { get; init; }

    /// <summary>What the content net found inside, by kind, or null.</summary>
    public string? Found { get; init; }

    /// <summary>Value as received, if values are taken down.</summary>
    public string? Before { get; init; }

    /// <summary>Value that leaves, if values are taken down and it leaves.</summary>
    public string? After { get; init; }
}

/// <summary>What became of a field.</summary>
public enum FieldOutcome
{
    /// <summary>It leaves as it came.</summary>
    Kept,

    /// <summary>It leaves in another form.</summary>
    Treated,

    /// <summary>It does not leave.</summary>
    Dropped,
}
