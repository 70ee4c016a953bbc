using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>Limits that a purpose puts on itself; it only narrows.</summary>
internal sealed record PresetDeclaration(string Name, SourceSpan Span)
{
    /// <summary>The most that may leave; empty: everything.</summary>
    public ImmutableArray<AllowDeclaration> Allow { get; init; } = [];

    public ImmutableArray<NamedCategory> Never { get; init; } = [];

    public bool RefusedByGpc { get; init; }

    /// <summary>Whether device access is exempt from consent where the conditions hold.</summary>
    public bool IsExempt { get; init; }

    public ImmutableArray<string> Regions { get; init; } = [];

    public ImmutableArray<string> Uses { get; init; } = [];

    public RecipientRole? Role { get; init; }

    public bool ForbidsReuse { get; init; }
}
