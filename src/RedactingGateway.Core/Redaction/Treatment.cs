using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>The form in which an allowed value leaves.</summary>
/// <remarks>Immutable and shared by all requests; parameters are checked when the policy is compiled, never per value.</remarks>
public abstract class Treatment
{
    /// <summary>The form in the policy's words, e.g. <c>pseudonymize (d10.d10, 30 days)</c>.</summary>
    public abstract string Form { get; }

    /// <summary>Whether an allowed value leaves as it came.</summary>
    public virtual bool Keeps => false;

    /// <summary>Whether what it makes of a number is a number: a JSON number is then written as one.</summary>
    internal virtual bool WritesNumber => false;

    /// <summary>
    /// Whether its output can be made from that of <paramref name="other"/>, so that who had that one learns nothing new. Where neither
    /// can be made from the other, both are news.
    /// </summary>
    internal virtual bool RevealsAtMost(Treatment other) => other.Keeps || (GetType() == other.GetType() && Form == other.Form && this is not PseudonymizeTreatment);

    /// <summary>Writes the treated value.</summary>
    /// <param name="value">Decoded UTF-8; never empty.</param>
    /// <param name="context">What belongs to the request: grant, keys, destination.</param>
    /// <param name="output">Takes the treated value, decoded UTF-8.</param>
    /// <returns>What became of the value.</returns>
    internal abstract TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output);

    /// <inheritdoc/>
    public sealed override string ToString() => Form;
}

/// <summary>What a treatment did with a value.</summary>
internal enum TreatmentOutcome
{
    /// <summary>The value may leave as it came; nothing was written.</summary>
    Unchanged,

    /// <summary>The new value was written.</summary>
    Changed,

    /// <summary>The value has another shape than the treatment can take: it is dropped.</summary>
    WrongShape,

    /// <summary>Something was detected that may not leave, and no part could be cut out: it is dropped.</summary>
    Detected,

    /// <summary>The salt of the pseudonym's epoch is not there: it is dropped.</summary>
    NoKey,
}
