using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Protocols;

/// <summary>A field of a protocol, compiled for one destination.</summary>
public sealed class CompiledField
{
    /// <summary>Its address as the dictionary spells it, e.g. <c>body.$.data[].user_data.em[]</c>.</summary>
    public required string Address { get; init; }

    /// <summary>Fideslang data category, or null: not categorised, so it is denied unless structural or a container.</summary>
    public required string? Category { get; init; }

    /// <summary>Shape of the value.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Where the value comes from.</summary>
    public required FieldSource Source { get; init; }

    /// <summary>Where the dictionary or <c>extend:</c> declares the field.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Leaves with any granted purpose, if the value lies in <see cref="Space"/>.</summary>
    public bool Structural { get; init; }

    /// <summary>The closed set of values; always there for structural fields, possible for others.</summary>
    public ValueSpace? Space { get; init; }

    /// <summary>Layers of encoding inside the value, from the outside in; empty: the value is itself.</summary>
    public LayerFormat As { get; init; } = LayerFormat.None;

    /// <summary>The unit does not make sense without it.</summary>
    public bool Required { get; init; }

    /// <summary>Whether the value is the Unix time, in seconds or milliseconds, at which the visitor's session began.</summary>
    public bool SessionStart { get; init; }

    /// <summary>Whether the value names the subject, so that an objection is looked up by it.</summary>
    public bool Subject { get; init; }

    /// <summary>What the value says of the visitor's will.</summary>
    public SignalKind Signal { get; init; }

    /// <summary>What the value tells of its event.</summary>
    public FieldTells Tells { get; init; }

    /// <summary>What is sent where a required value may not leave, or null: the unit is dropped.</summary>
    public Surrogate? Surrogate { get; init; }

    /// <summary>Vendor's shape of identifiers in this field, for pseudonyms and surrogates.</summary>
    public PseudonymShape Shape { get; init; } = PseudonymShape.Hex32;

    /// <summary>A list item that became empty is written as <c>null</c>, because the vendor counts positions.</summary>
    public bool Positional { get; init; }

    /// <summary>What the vendor cannot measure without the value, or null: nothing is said.</summary>
    public string? Effect { get; init; }

    /// <summary>What happens to the value, for every grant.</summary>
    public required FieldPlan Plan { get; init; }

    /// <summary>A state with the field and nothing else, for places that are found by their position.</summary>
    internal FieldState Alone => field ??= new FieldState { Field = this };

    /// <summary>Whether the content net looks into an allowed value.</summary>
    public bool PassesNet => !Structural && Type switch
    {
        FieldType.Text or FieldType.Url => true,
        FieldType.String => Space is null,
        _ => false,
    };
}
