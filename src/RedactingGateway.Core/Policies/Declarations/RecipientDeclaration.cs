using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;

namespace RedactingGateway.Core.Policies.Declarations;

/// <summary>Who receives data, as the policy says it.</summary>
/// <param name="Id">Key in the policy.</param>
/// <param name="Span">Where it is declared.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Country">Country code and where it stands, or null where it could not be read.</param>
/// <param name="ReusesForOwnPurposes">Whether it uses the data for purposes of its own.</param>
/// <param name="Transfers">Where data goes from there.</param>
/// <param name="Domain">Whose pseudonyms may be joined.</param>
internal sealed record RecipientDeclaration(
    string Id, SourceSpan Span, string Name, (string Code, SourceSpan Span)? Country, bool ReusesForOwnPurposes,
    ImmutableArray<TransferDeclaration> Transfers, string Domain)
{
    /// <summary>Its number in the IAB's Global Vendor List, or null.</summary>
    public int? TcfVendor { get; init; }

    /// <summary>What it is to the controller.</summary>
    public RecipientRole Role { get; init; }

    /// <summary>Address of its privacy policy.</summary>
    public string PrivacyPolicy { get; init; } = "";

    /// <summary>How long it keeps the data, in its own words.</summary>
    public string Retention { get; init; } = "";

    public string? Address { get; init; }

    public RecipientContract? Contract { get; init; }

    public ImmutableSortedDictionary<string, string> Arrangement { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A transfer to another country.</summary>
/// <param name="Country">Country code.</param>
/// <param name="Safeguard">What protects the data there (GDPR Art. 45 to 49), or null.</param>
/// <param name="Span">Where it is declared.</param>
internal sealed record TransferDeclaration(string Country, Safeguard? Safeguard, SourceSpan Span)
{
    /// <summary>When the safeguard was last looked at, and where that stands; null: never.</summary>
    public (DateOnly Day, SourceSpan Span)? CheckedOn { get; init; }

    public string? Reference { get; init; }
}
