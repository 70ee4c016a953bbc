using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies;

/// <summary>Who receives data, as people are told of it.</summary>
/// <param name="Id">Stable key in the policy.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record CompiledRecipient(string Id, string Name, string Country)
{
    /// <summary>What it is to the controller.</summary>
    public RecipientRole Role { get; init; }

    /// <summary>Whether it uses the data for purposes of its own.</summary>
    public bool ReusesForOwnPurposes { get; init; }

    /// <summary>Where data goes from there.</summary>
    public ImmutableArray<CompiledTransfer> Transfers { get; init; } = [];

    /// <summary>Address of its privacy policy.</summary>
    public string PrivacyPolicy { get; init; } = "";

    /// <summary>How long it keeps the data, in its own words.</summary>
    public string Retention { get; init; } = "";
}

/// <summary>A transfer to another country.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Safeguard">What protects the data there, or null: none is needed or named.</param>
public sealed record CompiledTransfer(string Country, Safeguard? Safeguard);

/// <summary>What a recipient is to the controller.</summary>
public enum RecipientRole
{
    /// <summary>GDPR Art. 28.</summary>
    Processor,

    /// <summary>GDPR Art. 26.</summary>
    JointController,

    /// <summary>A controller of its own.</summary>
    Controller,
}

/// <summary>What protects data in a third country.</summary>
public enum Safeguard
{
    /// <summary>GDPR Art. 45.</summary>
    AdequacyDecision,

    /// <summary>GDPR Art. 46(2)(c).</summary>
    StandardClauses,

    /// <summary>GDPR Art. 49.</summary>
    Art49,
}
