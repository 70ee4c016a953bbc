namespace RedactingGateway.Core.Detection;

/// <summary>What a value detector of the content net has found. Facts about each are in <see cref="DetectorKinds"/>.</summary>
public enum DetectorKind : byte
{
    /// <summary>An e-mail address: RFC 5321 section 4.1.2, RFC 6531 section 3.3.</summary>
    Email,

    /// <summary>A payment card number (PAN), whole or masked to its first six and last four digits: ISO/IEC 7812-1.</summary>
    PaymentCard,

    /// <summary>An international bank account number: ISO 13616-1.</summary>
    Iban,

    /// <summary>An IPv4 or IPv6 address: RFC 3986 section 3.2.2, RFC 4291 section 2.2.</summary>
    IpAddress,

    /// <summary>A telephone number: ITU-T E.164, E.123.</summary>
    Phone,

    /// <summary>A token or key that opens something: RFC 7519, RFC 6750, key formats of vendors.</summary>
    Token,

    /// <summary>A password behind its name.</summary>
    Password,

    /// <summary>A German tax identification number: § 139b AO, check digit of ISO/IEC 7064 MOD 11,10.</summary>
    TaxId,

    /// <summary>A German pension insurance number: § 147 SGB VI, VKVV § 2.</summary>
    SocialSecurity,

    /// <summary>The number or a machine-readable line of an identity card: ICAO 9303 parts 3, 5 and 6.</summary>
    IdCard,

    /// <summary>The number or a machine-readable line of a passport: ICAO 9303 parts 3 and 4.</summary>
    Passport,

    /// <summary>A vehicle identification number (ISO 3779) or a German number plate (FZV annex 1 and § 9).</summary>
    Vehicle,

    /// <summary>A date behind or before a word of birth.</summary>
    BirthDate,

    /// <summary>Street, house number, postcode and town of Germany: DIN 5008.</summary>
    StreetAddress,

    /// <summary>The SHA-256 of an e-mail address behind a name for it, as vendors take it for matching: FIPS 180-4.</summary>
    EmailHash,

    /// <summary>Marital status behind its name or in a sentence about a person.</summary>
    MaritalStatus,

    /// <summary>Gender behind its name.</summary>
    Gender,

    /// <summary>Religion behind its name.</summary>
    Religion,

    /// <summary>Sexual orientation behind its name.</summary>
    SexualOrientation,
}
