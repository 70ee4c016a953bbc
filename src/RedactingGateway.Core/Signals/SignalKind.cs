namespace RedactingGateway.Core.Signals;

/// <summary>What a field of a protocol says of the visitor's will (<c>signal:</c>).</summary>
public enum SignalKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An IAB TC string; it travels unmodified or not at all.</summary>
    Tcf,

    /// <summary>Whether the TC string beside it applies: <c>0</c> or <c>1</c>.</summary>
    GdprApplies,

    /// <summary>An IAB GPP string; it travels unmodified or not at all.</summary>
    Gpp,

    /// <summary>Sections of the GPP string that are in force.</summary>
    GppSections,

    /// <summary>Google's <c>gcs</c>.</summary>
    Gcs,

    /// <summary>Google's <c>gcd</c>.</summary>
    Gcd,

    /// <summary>A yes refuses personalised advertising, and with it profiles (Google's <c>npa</c>).</summary>
    NonPersonalised,

    /// <summary>A yes or no to personalised advertising, and with it to profiles.</summary>
    Personalisation,

    /// <summary>A yes or no to advertising.</summary>
    Advertising,

    /// <summary>A yes or no to statistics.</summary>
    Analytics,

    /// <summary>A vendor's own opt-out: a yes refuses.</summary>
    OptOut,

    /// <summary>A yes or no to a category of the site's own, which is the part's name.</summary>
    Category,

    /// <summary>A category of the site's own that is accepted, as the value.</summary>
    AcceptedCategory,

    /// <summary>A category of the site's own that is refused, as the value.</summary>
    RefusedCategory,
}
