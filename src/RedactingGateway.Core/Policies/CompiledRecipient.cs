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

    /// <summary>Postal address, or null.</summary>
    public string? Address { get; init; }

    /// <summary>What the controller agreed on with it, or null.</summary>
    public RecipientContract? Contract { get; init; }

    /// <summary>For joint controllers: the essence of the arrangement, by language; may be empty.</summary>
    public ImmutableSortedDictionary<string, string> Arrangement { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A contract with a recipient.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Date">When it was made.</param>
/// <param name="Link">Where it is, or null.</param>
public sealed record RecipientContract(ContractKind Kind, DateOnly Date, string? Link);

/// <summary>Kinds of contracts with recipients.</summary>
public enum ContractKind
{
    /// <summary>GDPR Art. 28(3).</summary>
    ProcessingAgreement,

    /// <summary>GDPR Art. 26(1).</summary>
    JointArrangement,
}

/// <summary>A transfer to another country.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Safeguard">What protects the data there, or null: none is needed or named.</param>
public sealed record CompiledTransfer(string Country, Safeguard? Safeguard)
{
    /// <summary>When the safeguard was last looked at, or null.</summary>
    public DateOnly? CheckedOn { get; init; }

    /// <summary>The decision or the clauses, or null.</summary>
    public string? Reference { get; init; }
}

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
