using System.Collections.Immutable;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Telemetry;

/// <summary>Whether what is in force was approved.</summary>
internal static class PolicyApprovals
{
    /// <summary>Somebody approved this very policy; somebody approved, and it is not known what; it has changed since; nobody did.</summary>
    public static readonly ImmutableArray<string> States = ["approved", "scopeNotStated", "changedSince", "none"];

    public static string Of(PolicySnapshot policy) => policy.Approval switch
    {
        null => "none",
        { Scope: null } => "scopeNotStated",
        { Scope: var scope } => scope == policy.Scope ? "approved" : "changedSince",
    };
}
