namespace RedactingGateway.Core.Protocols.Automata;

/// <summary>Freezes an automaton over addresses into the states that requests walk.</summary>
internal static class FieldStateCompiler
{
    /// <summary>The root of the frozen automaton.</summary>
    /// <param name="root">Root of the automaton over addresses.</param>
    /// <param name="compile">Gives the field of a rule, by the rule's index.</param>
    public static FieldState Compile(AddressState root, Func<int, CompiledField> compile)
    {
        var compiled = new Dictionary<AddressState, FieldState>(ReferenceEqualityComparer.Instance);
        var open = new Queue<AddressState>();
        var result = StateOf(root)!;
        while (open.TryDequeue(out var state))
        {
            var target = compiled[state];
            target.Field = state.Rule < 0 ? null : compile(state.Rule);
            target.IsUnit = state.IsUnit;
            target.Names = state.NameTable.Select(n => StateOf(n)!);
            target.Patterns = [.. state.Patterns.Select(p => (p.Key, StateOf(p.Value)!))];
            target.AnyName = StateOf(state.AnyName);
            target.Element = StateOf(state.Element);
            target.Inner = StateOf(state.Inner);
        }

        return result;

        // States lead back to themselves below '**', so each is made once and filled later.
        FieldState? StateOf(AddressState? state)
        {
            if (state is null)
            {
                return null;
            }

            if (!compiled.TryGetValue(state, out var known))
            {
                compiled.Add(state, known = new FieldState());
                open.Enqueue(state);
            }

            return known;
        }
    }
}
