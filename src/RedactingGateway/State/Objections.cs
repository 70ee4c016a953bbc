using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Objections of known subjects, kept until they are lifted.</summary>
internal sealed class Objections
{
    /// <summary>Adds an objection to each subject; earlier ones to other purposes stay.</summary>
    public Task<Acknowledgement> SetAsync(IReadOnlyList<SubjectKey> subjects, Objection objection, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Lifts every objection that the subjects made before <paramref name="time"/>.</summary>
    public Task<Acknowledgement> LiftAsync(IReadOnlyList<SubjectKey> subjects, DateTimeOffset time, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>What the subjects objected to. Never throws, and waits for Redis only while it answers.</summary>
    public ValueTask<ObjectionAnswer> FindAsync(ReadOnlyMemory<SubjectKey> subjects) => throw new NotSupportedException();
}
