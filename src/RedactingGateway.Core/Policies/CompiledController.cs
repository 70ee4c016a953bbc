namespace RedactingGateway.Core.Policies;

/// <summary>The company that runs the sites and the gateway (GDPR Art. 4(7)), as people are told of it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Address">Postal address.</param>
/// <param name="Contact">Whom to write to.</param>
public sealed record CompiledController(string Name, string Address, string Contact)
{
    /// <summary>How to reach the data protection officer, or null.</summary>
    public string? DataProtectionOfficer { get; init; }

    /// <summary>Who represents it in the Union (GDPR Art. 27), or null.</summary>
    public string? Representative { get; init; }

    /// <summary>Where people can complain (GDPR Art. 77), or null.</summary>
    public string? SupervisoryAuthority { get; init; }

    /// <summary>Address of its privacy policy, or null.</summary>
    public string? PrivacyPolicy { get; init; }
}
