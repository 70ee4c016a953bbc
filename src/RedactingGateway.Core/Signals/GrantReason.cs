namespace RedactingGateway.Core.Signals;

/// <summary>Why a purpose is or is not granted: the signal that won.</summary>
public enum GrantReason
{
    /// <summary>The visitor accepted it, in today's scope.</summary>
    AcceptedByChoice,

    /// <summary>A grant token of the site's backend says that the visitor accepted it, in today's scope.</summary>
    AcceptedByToken,

    /// <summary>The TC string, or the one in the GPP string, accepts it for this recipient.</summary>
    AcceptedByTcf,

    /// <summary>The site says in a trusted header that the visitor accepted it.</summary>
    AcceptedByHeader,

    /// <summary>A payload signal that the destination trusts accepts it.</summary>
    AcceptedByPayload,

    /// <summary>Its legal basis needs no consent and nobody refused.</summary>
    PermittedByBasis,

    /// <summary>It needs consent and there is none.</summary>
    NoConsent,

    /// <summary>It was accepted in a narrower scope than today's.</summary>
    ScopeChanged,

    /// <summary>It was accepted too long ago, or by a string that is no longer valid.</summary>
    Expired,

    /// <summary>It is for visitors of other regions, or the region is not known.</summary>
    OutsideRegion,

    /// <summary>The visitor is a minor.</summary>
    RefusedForMinor,

    /// <summary>A subject that the request names has objected.</summary>
    RefusedByObjection,

    /// <summary>It could not be found out whether a subject that the request names has objected.</summary>
    ObjectionUnknown,

    /// <summary>There is a choice cookie that cannot be read.</summary>
    UnreadableChoice,

    /// <summary>The choice cookie is an older copy: the consent record says something else.</summary>
    SupersededChoice,

    /// <summary>The visitor's stored choice refuses it.</summary>
    RefusedByChoice,

    /// <summary>The visitor's stored choice refuses the recipient.</summary>
    RecipientRefused,

    /// <summary>The grant token says that the visitor refused it, or refused it for this recipient.</summary>
    RefusedByToken,

    /// <summary><c>Sec-GPC: 1</c> refuses it.</summary>
    RefusedByGpc,

    /// <summary><c>DNT: 1</c> refuses it.</summary>
    RefusedByDnt,

    /// <summary>The TC string refuses it, or refuses this recipient.</summary>
    RefusedByTcf,

    /// <summary>The GPP string opts out of sale, sharing or targeting.</summary>
    RefusedByGpp,

    /// <summary>Google's consent parameters, or a vendor's like them, refuse it.</summary>
    RefusedByGoogle,

    /// <summary>A vendor's own opt-out in the payload refuses it.</summary>
    RefusedByOptOut,

    /// <summary>A consent object in the payload refuses it.</summary>
    RefusedByPayload,
}

/// <summary>What reasons amount to.</summary>
public static class GrantReasons
{
    /// <summary>Whether the purpose is permitted.</summary>
    public static bool IsGranted(this GrantReason reason) => reason <= GrantReason.PermittedByBasis;

    /// <summary>Whether somebody refused it, rather than that a yes is missing.</summary>
    public static bool IsRefusal(this GrantReason reason) => reason >= GrantReason.RefusedForMinor;
}
