using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>What a look-up of subjects found.</summary>
internal readonly record struct ObjectionAnswer
{
    private ObjectionAnswer(bool isUnknown, Objection? objection) => (IsUnknown, Objection) = (isUnknown, objection);

    /// <summary>None of the subjects objected.</summary>
    public static ObjectionAnswer None { get; } = new(isUnknown: false, objection: null);

    /// <summary>The look-up failed: counts as an objection to everything.</summary>
    public static ObjectionAnswer Unknown { get; } = new(isUnknown: true, objection: null);

    /// <summary>Whether the look-up failed.</summary>
    public bool IsUnknown { get; }

    /// <summary>What the subjects objected to, together; null where none did, or it is not known.</summary>
    public Objection? Objection { get; }

    /// <summary>The subjects objected.</summary>
    public static ObjectionAnswer Objected(Objection objection) => new(isUnknown: false, objection);
}
