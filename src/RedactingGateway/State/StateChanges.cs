using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>Tells those who keep copies that something changed, here or at another node. A hint: it may be lost.</summary>
internal sealed class StateChanges
{
    private Action<SubjectKey>? _objection;
    private Action<Guid>? _consent;

    /// <summary>Calls <paramref name="drop"/> when what a subject objects to may have changed.</summary>
    public void OnObjection(Action<SubjectKey> drop) => _objection += drop;

    /// <summary>Calls <paramref name="drop"/> when a consent record may have changed.</summary>
    public void OnConsent(Action<Guid> drop) => _consent += drop;

    /// <summary>A change was made.</summary>
    public void Tell(StateOperation operation)
    {
        foreach (var subject in operation.AffectedSubjects)
        {
            Tell(subject);
        }

        if (operation.Record is { } record)
        {
            Tell(record);
        }
    }

    /// <summary>What a subject objects to may have changed.</summary>
    public void Tell(SubjectKey subject) => _objection?.Invoke(subject);

    /// <summary>A consent record may have changed.</summary>
    public void Tell(Guid record) => _consent?.Invoke(record);
}
