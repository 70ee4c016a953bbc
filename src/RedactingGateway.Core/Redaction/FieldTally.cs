using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Takes every decision of one redaction as references into the policy, for accounts: cheaper than a <see cref="DecisionTrace"/>, and with no place for anything of the client's.</summary>
/// <remarks>Not thread-safe; used again after <see cref="Clear"/>.</remarks>
public sealed class FieldTally
{
    private DecidedField[] _fields = new DecidedField[64];

    /// <summary>Number of fields.</summary>
    public int Count { get; private set; }

    /// <summary>The fields, in the order of the request.</summary>
    public ReadOnlySpan<DecidedField> Fields => _fields.AsSpan(0, Count);

    /// <summary>Forgets them; what the policy of a request was is not held on to.</summary>
    public void Clear()
    {
        _fields.AsSpan(0, Count).Clear();
        Count = 0;
    }

    internal void Add(DecidedField field)
    {
        if (Count == _fields.Length)
        {
            Array.Resize(ref _fields, 2 * Count);
        }

        _fields[Count++] = field;
    }

    /// <summary>Turns everything that was to leave since <paramref name="start"/> into what does not.</summary>
    internal void Withdraw(int start, WithheldReason reason)
    {
        foreach (ref var field in _fields.AsSpan(start, Count - start))
        {
            if (field.Outcome != FieldOutcome.Dropped)
            {
                field = field with { Outcome = FieldOutcome.Dropped, Reason = reason };
            }
        }
    }
}

/// <summary>One field and what became of it.</summary>
/// <param name="Field">The field, or null: the protocol does not know it, or the gateway set it.</param>
/// <param name="Treatment">The form that the policy asks for, or null: no rule allows the field.</param>
/// <param name="Purpose">The granted purpose that allows it, or null.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it does not leave; with an outcome that lets it leave: why something else stands in its place.</param>
public readonly record struct DecidedField(CompiledField? Field, Treatment? Treatment, CompiledPurpose? Purpose, FieldOutcome Outcome, WithheldReason Reason);
