using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>A third-party endpoint, as the policy says it.</summary>
internal sealed record DestinationDeclaration
{
    public required string Id { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>The recipient, or null where it could not be resolved.</summary>
    public required RecipientDeclaration? Recipient { get; init; }

    /// <summary>The dictionary, or null where it could not be resolved.</summary>
    public required ProtocolDeclaration? Protocol { get; init; }

    public required string? Path { get; init; }

    public required SourceSpan PathSpan { get; init; }

    public required ImmutableArray<HostDeclaration> Hosts { get; init; }

    public required SourceSpan HostsSpan { get; init; }

    public required ImmutableArray<PurposeReference> Purposes { get; init; }

    public required OtherwiseDeclaration Otherwise { get; init; }

    public DestinationMode Mode { get; init; }

    public RefusalAnswer Refusals { get; init; }

    /// <summary>Names of events that do not leave; <c>*</c> for any part.</summary>
    public ImmutableArray<YamlScalar> Drop { get; init; } = [];

    /// <summary>Origins besides those of sites whose pages may read answers.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    public required ImmutableArray<AllowDeclaration> Combine { get; init; }

    public required ImmutableArray<FieldDeclaration> Extend { get; init; }

    /// <summary>Payload signals that may grant.</summary>
    public SignalTrust Trust { get; init; }

    /// <summary>What categories of the site's own consent platform mean.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> ConsentCategories { get; init; } =
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the visitor's address goes, or null: nowhere.</summary>
    public DeclaredAddress? ClientAddress { get; init; }

    /// <summary>Secrets of the site that the gateway sets itself.</summary>
    public ImmutableArray<InjectionDeclaration> Injections { get; init; } = [];

    /// <summary>Whether everything in it could be read and resolved, so that its plans can be judged.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>One of a destination's hosts.</summary>
/// <param name="Key">Its key in the dictionary's endpoints.</param>
/// <param name="Host">Where it is, or null where that is malformed.</param>
/// <param name="Span">Where its key stands.</param>
internal sealed record HostDeclaration(string Key, CompiledHost? Host, SourceSpan Span);

/// <summary>A secret of the site: set in a field, or part of a checksum.</summary>
/// <param name="Name">Address of the field, or name of the checksum's secret, as written.</param>
/// <param name="Value">The secret. It is shown nowhere.</param>
/// <param name="Settings">Fields that it is set in; none for a checksum.</param>
internal sealed record InjectionDeclaration(string Name, string Value, ImmutableArray<SettingDeclaration> Settings)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"inject {Name}";
}

/// <summary>A purpose in a destination's list.</summary>
internal sealed record PurposeReference(PurposeDeclaration Purpose, SourceSpan Span);

/// <summary>What happens to values that no purpose allows.</summary>
/// <param name="Default">Whether a keyed hash is sent in their place.</param>
/// <param name="ByCategory">The same for categories and what stands below them; the most specific counts.</param>
internal sealed record OtherwiseDeclaration(bool Default, ImmutableArray<(string Category, bool Hash)> ByCategory);
