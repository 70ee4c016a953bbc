using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>The whole policy, bound: names are resolved, nothing is judged yet.</summary>
internal sealed record PolicyDeclaration
{
    public required CompiledController Controller { get; init; }

    public required TimeZoneInfo TimeZone { get; init; }

    public required ImmutableArray<NamedCategory> Never { get; init; }

    public SensitiveDeclaration Sensitive { get; init; } = new([], [], []);

    public required ImmutableArray<PurposeDeclaration> Purposes { get; init; }

    public required ImmutableArray<RecipientDeclaration> Recipients { get; init; }

    public required ImmutableArray<DestinationDeclaration> Destinations { get; init; }

    public required ImmutableArray<OutsideRecipient> Outside { get; init; }

    public required ImmutableArray<CompiledSite> Sites { get; init; }

    public required ChoiceRetention Retention { get; init; }

    public required GatewayLimits Limits { get; init; }

    public PolicyApproval? Approval { get; init; }

    /// <summary>Where what was approved stands.</summary>
    public SourceSpan ApprovalSpan { get; init; }

    public ImmutableArray<AcceptDeclaration> Accepted { get; init; } = [];
}
