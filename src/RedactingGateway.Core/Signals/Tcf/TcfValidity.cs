namespace RedactingGateway.Core.Signals.Tcf;

/// <summary>Whether a TC string that can be read counts today.</summary>
public enum TcfValidity
{
    /// <summary>It counts.</summary>
    Valid,

    /// <summary>It is not for this service alone; since TCF 2.2 such strings are invalid.</summary>
    NotServiceSpecific,

    /// <summary>It was made under a policy that was already replaced.</summary>
    OutdatedPolicy,

    /// <summary>It does not tell which vendors were shown to the visitor, as every string must since TCF 2.3.</summary>
    NoDisclosedVendors,

    /// <summary>It is so old that the visitor must be asked again.</summary>
    Expired,

    /// <summary>It claims to be made in the future.</summary>
    FromTheFuture,
}
