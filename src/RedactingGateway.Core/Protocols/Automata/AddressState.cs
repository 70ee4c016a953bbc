namespace RedactingGateway.Core.Protocols.Automata;

/// <summary>One state of the deterministic automaton over addresses, before fields are compiled for a destination.</summary>
internal sealed class AddressState
{
    /// <summary>Index of the most specific rule for the value, or -1.</summary>
    public int Rule { get; set; } = -1;

    public bool IsUnit { get; set; }

    public List<KeyValuePair<string, AddressState>> Names { get; } = [];

    /// <summary>The same, frozen when it is first asked for: every destination of a dictionary has these names.</summary>
    public Utf8NameTable<AddressState> NameTable => field ??= new([.. Names]);

    /// <summary>Most specific first.</summary>
    public List<KeyValuePair<NamePattern, AddressState>> Patterns { get; } = [];

    public AddressState? AnyName { get; set; }

    public AddressState? Element { get; set; }

    public AddressState? Inner { get; set; }
}
