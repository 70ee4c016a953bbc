namespace RedactingGateway.Privacy;

/// <summary>What became of a choice that somebody sent.</summary>
internal enum ChoiceOutcome
{
    /// <summary>Something was accepted, and a new record begun.</summary>
    Accepted,

    /// <summary>Everything that can be refused was refused, or withdrawn.</summary>
    Refused,

    /// <summary>An earlier acceptance was changed.</summary>
    Changed,

    /// <summary>It did not come from a page of the site.</summary>
    CrossSite,

    /// <summary>One client sent too many.</summary>
    RateLimited,

    /// <summary>It could not be understood, or names what there is not.</summary>
    Invalid,

    /// <summary>It could not be recorded.</summary>
    Unavailable,
}
