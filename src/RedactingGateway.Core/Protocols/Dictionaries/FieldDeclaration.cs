using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Protocols.Dictionaries;

/// <summary>What a dictionary or <c>extend:</c> says of one or several addresses.</summary>
internal sealed record FieldDeclaration
{
    public required ImmutableArray<DeclaredAddress> Addresses { get; init; }

    /// <summary>The key with the addresses.</summary>
    public required SourceSpan Span { get; init; }

    public string? Category { get; init; }

    public SourceSpan CategorySpan { get; init; }

    public FieldType Type { get; init; } = FieldType.String;

    public FieldSource Source { get; init; } = FieldSource.Device;

    public bool Structural { get; init; }

    public ValueSpace? Space { get; init; }

    /// <summary>Whether the space is a list, short enough to be guessed through a hash.</summary>
    public bool IsListed { get; init; }

    public LayerFormat As { get; init; } = LayerFormat.None;

    public bool Required { get; init; }

    public Surrogate? Surrogate { get; init; }

    public PseudonymShape Shape { get; init; } = PseudonymShape.Hex32;

    public HashNormalizer? Normalizer { get; init; }

    public HashOutput Output { get; init; } = HashOutput.Hex;

    public bool Credential { get; init; }

    /// <summary>Whether it says on purpose something else of a field than the dictionary has decided; in <c>extend:</c> only.</summary>
    public bool Override { get; init; }

    /// <summary>Whether the value is the Unix time at which the visitor's session began.</summary>
    public bool SessionStart { get; init; }

    public bool Positional { get; init; }

    /// <summary>Whether the value names the subject.</summary>
    public bool Subject { get; init; }

    /// <summary>What the value says of the visitor's will.</summary>
    public SignalKind Signal { get; init; }

    /// <summary>What the value tells of its event.</summary>
    public FieldTells Tells { get; init; }

    /// <summary>What the vendor cannot measure without it, for people; null where the dictionary does not say.</summary>
    public string? Effect { get; init; }

    /// <summary>Whether the value has parts and is itself neither allowed nor denied.</summary>
    public bool IsContainer => Type == FieldType.Container || !As.IsEmpty;

    /// <summary>The addresses as messages name them.</summary>
    public string Name => string.Join(", ", Addresses.Select(a => a.Address.Text));
}

/// <summary>An address and where it stands.</summary>
/// <param name="Address">The address.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="IsExpanded">Whether it is one of several that a name in braces stands for; then one that fits is enough.</param>
internal sealed record DeclaredAddress(FieldAddress Address, SourceSpan Span, bool IsExpanded = false);
