using RedactingGateway.Core.Policies;

namespace RedactingGateway.PolicyStore;

/// <summary>Holds the policy in force; a request reads it once, at its first step, and keeps what it read.</summary>
/// <remarks>The only place where a policy is swapped. Snapshots are immutable, so a reader needs no lock.</remarks>
internal sealed class PolicyHolder
{
    private volatile PolicySnapshot _current;

    /// <summary>Starts with <paramref name="first"/>.</summary>
    public PolicyHolder(PolicySnapshot first) => _current = first;

    /// <summary>The policy in force.</summary>
    public PolicySnapshot Current => _current;

    /// <summary>Puts <paramref name="next"/> in force for requests to come.</summary>
    public void Replace(PolicySnapshot next) => _current = next;
}
