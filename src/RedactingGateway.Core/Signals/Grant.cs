using System.Collections.Immutable;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Signals;

/// <summary>The purposes of a destination that are permitted for one request.</summary>
/// <param name="Purposes">One bit a purpose of the destination: permitted.</param>
/// <param name="Refused">One bit a purpose: somebody refused it. The others that are not permitted lack a yes.</param>
public readonly record struct Grant(ulong Purposes, ulong Refused)
{
    /// <summary>Whether nothing is permitted.</summary>
    public bool IsEmpty => Purposes == 0;

    /// <summary>Decides which purposes of <paramref name="destination"/> the visitor's signals permit.</summary>
    public static Grant Decide(CompiledDestination destination, in VisitorSignals signals)
    {
        var granted = 0UL;
        var refused = 0UL;
        for (var i = 0; i < destination.Purposes.Length; i++)
        {
            var reason = GrantRules.Decide(destination.Purposes[i], destination, signals);
            if (reason.IsGranted())
            {
                granted |= 1UL << i;
            }
            else if (reason.IsRefusal())
            {
                refused |= 1UL << i;
            }
        }

        return new Grant(granted, refused);
    }

    /// <summary>The reason for a purpose where the site itself is concerned, whoever else receives anything.</summary>
    public static GrantReason ForSite(CompiledPurpose purpose, in VisitorSignals signals) => GrantRules.Decide(purpose, destination: null, signals);

    /// <summary>The reason for each purpose of <paramref name="destination"/>, in bit order.</summary>
    public static ImmutableArray<GrantReason> Explain(CompiledDestination destination, VisitorSignals signals) =>
        [.. destination.Purposes.Select(p => GrantRules.Decide(p, destination, signals))];

    /// <summary>Whether a payload that the destination trusts could still permit something.</summary>
    public bool MayGrow(CompiledDestination destination) =>
        destination.Trust != SignalTrust.None && (destination.AllPurposes & ~(Purposes | Refused)) != 0;
}
