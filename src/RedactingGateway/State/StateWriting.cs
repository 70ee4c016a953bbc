namespace RedactingGateway.State;

/// <summary>Brings a change to where it is safe.</summary>
/// <param name="store">Where the state is.</param>
/// <param name="journal">With several nodes: where a change waits until the shared store has it. Null: the store is this node's own.</param>
internal sealed class StateWriting(IStateStore store, StateJournal? journal = null)
{
    /// <summary>Writes.</summary>
    /// <exception cref="StateUnavailableException">It is not even kept here.</exception>
    public async Task<Acknowledgement> WriteAsync(StateOperation operation, CancellationToken cancellationToken)
    {
        if (journal is null)
        {
            await store.ApplyAsync(operation, cancellationToken);
            return Acknowledgement.Stored;
        }

        var number = await journal.AddAsync(operation, cancellationToken);
        if (store.IsReachable)
        {
            try
            {
                // Not to be given up half-way: what is in the journal will be done anyway.
                await store.ApplyAsync(operation, CancellationToken.None);
                journal.MarkApplied([number]);
                return Acknowledgement.Stored;
            }
            catch (StateUnavailableException)
            {
                // The journal has it.
            }
        }

        journal.Wake();
        return Acknowledgement.Kept;
    }
}
