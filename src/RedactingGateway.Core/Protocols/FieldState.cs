using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Protocols;

/// <summary>
/// One state of a compiled dictionary: what is known of the value at hand, and where its parts lead.
/// The walk over a payload carries one state a level; <see langword="null"/> means "not in the protocol".
/// </summary>
/// <remarks>
/// The compiler makes the automaton deterministic: the state behind an exact name already contains what wildcards
/// say of that name. So a walk looks each name up once, and precedence (exact, longest literal part, <c>*</c>,
/// <c>**</c>) was settled at load.
/// </remarks>
public sealed class FieldState
{
    /// <summary>What the dictionary says of the value in this state, or null where it names only its parts.</summary>
    public CompiledField? Field { get; set; }

    /// <summary>Exactly named parts: members, parameters, form names.</summary>
    public Utf8NameTable<FieldState> Names { get; set; } = Utf8NameTable<FieldState>.Empty;

    /// <summary>Parts named by a pattern, most specific first.</summary>
    public (NamePattern Pattern, FieldState State)[] Patterns { get; set; } = [];

    /// <summary>Where every other name leads, or null: not in the protocol.</summary>
    public FieldState? AnyName { get; set; }

    /// <summary>Where the items of a list lead, or null.</summary>
    public FieldState? Element { get; set; }

    /// <summary>The root of the layer inside this value (behind <c>&gt;</c>), or null.</summary>
    public FieldState? Inner { get; set; }

    /// <summary>Whether one value in this state is one event.</summary>
    public bool IsUnit { get; set; }

    /// <summary>Parts that the gateway sets itself, in place of what the client sends.</summary>
    internal FieldSetting[] Settings { get; set; } = [];

    /// <summary>
    /// Parts that hold, somewhere inside, what the gateway sets: written as a whole where the client sent none. At most 64, one bit
    /// each while a request is walked.
    /// </summary>
    internal AbsentPart[] AbsentParts { get; set; } = [];

    /// <summary>The part that takes the visitor's address (<c>clientAddress:</c>), or null; what the client sends there does not leave.</summary>
    internal byte[]? ClientAddress { get; set; }

    /// <summary>The checksum over the parts, or null.</summary>
    internal Checksum? Checksum { get; set; }

    /// <summary>What is said of a part that the gateway sets itself: the client's value does not leave.</summary>
    internal static FieldState SetByGateway { get; } = new()
    {
        Field = new CompiledField
        {
            Address = "",
            Category = null,
            Type = FieldType.String,
            Source = FieldSource.Site,
            Span = SourceSpan.None,
            Plan = new FieldPlan([], WithheldReason.Overridden, SourceSpan.None),
        },
    };

    /// <summary>The bit of the absent part by this name, or 0.</summary>
    internal ulong AbsentPartBit(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < AbsentParts.Length; i++)
        {
            if (name.SequenceEqual(AbsentParts[i].Name))
            {
                return 1UL << i;
            }
        }

        return 0;
    }

    /// <summary>Whether the dictionary knows members of the value.</summary>
    public bool HasMembers => Names.Count > 0 || Patterns.Length > 0 || AnyName is not null;

    /// <summary>Whether an empty object or list here is known to the dictionary.</summary>
    public bool HasParts => HasMembers || Element is not null;

    /// <summary>The state behind <paramref name="name"/> (decoded UTF-8), or null: not in the protocol.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="byWildcard">Whether only a wildcard knows the name, so that the name itself is the client's.</param>
    public FieldState? Next(ReadOnlySpan<byte> name, out bool byWildcard)
    {
        var state = NextWithFreePart(name, out var free);
        byWildcard = !free.IsEmpty;
        return state;
    }

    /// <summary>The same.</summary>
    /// <param name="name">The part's name.</param>
    /// <param name="free">What a wildcard stands for in it: text that the client chose; empty where the dictionary names it.</param>
    public FieldState? NextWithFreePart(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> free)
    {
        free = default;
        if (Names.TryGet(name, out var exact))
        {
            return exact;
        }

        foreach (var (pattern, state) in Patterns)
        {
            if (pattern.Matches(name))
            {
                free = pattern.FreePart(name);
                return state;
            }
        }

        free = name;
        return AnyName;
    }
}
