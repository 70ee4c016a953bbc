namespace RedactingGateway.Core.Signals.Gpp;

/// <summary>An opt-out as the US sections write it; the numbers are the encoded ones.</summary>
public enum OptOut
{
    /// <summary>Not applicable, or nobody was told of it.</summary>
    NotApplicable = 0,

    /// <summary>The visitor opted out.</summary>
    OptedOut = 1,

    /// <summary>The visitor could and did not opt out.</summary>
    NotOptedOut = 2,
}
