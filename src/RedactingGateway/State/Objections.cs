using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Objections of known subjects, kept until they are lifted.</summary>
internal sealed class Objections
{
    private readonly IStateStore _store;
    private readonly StateWriting _writing;
    private readonly LocalCopies<SubjectKey, Objection?> _copies;

    public Objections(IStateStore store, StateWriting writing, StateChanges changes, TimeProvider time)
    {
        _store = store;
        _writing = writing;
        _copies = new LocalCopies<SubjectKey, Objection?>(time);
        changes.OnObjection(_copies.Drop);
    }

    /// <summary>Whether there may be any: otherwise a request need not be searched for subjects.</summary>
    public bool MayExist => _store.MayHaveObjections;

    /// <summary>Adds an objection to each subject; earlier ones to other purposes stay.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public Task<Acknowledgement> SetAsync(IReadOnlyList<SubjectKey> subjects, Objection objection, CancellationToken cancellationToken) =>
        _writing.WriteAsync(new ObjectionSet([.. subjects], objection), cancellationToken);

    /// <summary>Lifts every objection that the subjects made before <paramref name="time"/>; one of that very moment stays.</summary>
    /// <exception cref="StateUnavailableException">It could not be kept.</exception>
    public Task<Acknowledgement> LiftAsync(IReadOnlyList<SubjectKey> subjects, DateTimeOffset time, CancellationToken cancellationToken) =>
        _writing.WriteAsync(new ObjectionLift([.. subjects], time), cancellationToken);

    /// <summary>What the subjects objected to. Never throws, and waits for Redis only while it answers.</summary>
    public ValueTask<ObjectionAnswer> FindAsync(ReadOnlyMemory<SubjectKey> subjects)
    {
        Objection? found = null;
        foreach (var subject in subjects.Span)
        {
            if (!_copies.TryGet(subject, out var copy))
            {
                return _store.IsReachable ? AskAsync(subjects) : new(ObjectionAnswer.Unknown);
            }

            found = Join(found, copy);
        }

        return new(Answer(found));
    }

    private async ValueTask<ObjectionAnswer> AskAsync(ReadOnlyMemory<SubjectKey> subjects)
    {
        try
        {
            // All questions are on their way before the first answer is waited for.
            var question = _copies.Ask();
            var answers = new Task<Objection?>[subjects.Length];
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = _store.FindObjectionAsync(subjects.Span[i]).AsTask();
            }

            Objection? found = null;
            for (var i = 0; i < answers.Length; i++)
            {
                var answer = await answers[i];
                _copies.Keep(subjects.Span[i], answer, question);
                found = Join(found, answer);
            }

            return Answer(found);
        }
        catch (Exception)
        {
            // Whatever it is: the caller must not take it for "no objection", and the next look-up asks again.
            return ObjectionAnswer.Unknown;
        }
    }

    private static ObjectionAnswer Answer(Objection? objection) => objection is null ? ObjectionAnswer.None : ObjectionAnswer.Objected(objection);

    private static Objection? Join(Objection? first, Objection? second) =>
        first is null ? second : second is null ? first : ObjectionFields.Join(first, second);
}
