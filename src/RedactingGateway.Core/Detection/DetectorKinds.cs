using System.Collections.Immutable;
using System.Text;

namespace RedactingGateway.Core.Detection;

/// <summary>All that the rest of the house needs to know of one <see cref="DetectorKind"/>.</summary>
internal sealed class DetectorFacts
{
    /// <summary>Creates the row.</summary>
    public DetectorFacts(DetectorKind kind, string name, string category, int strictness, bool isCredential = false)
    {
        Kind = kind;
        Name = name;
        Category = category;
        Strictness = strictness;
        IsCredential = isCredential;
        Placeholder = Encoding.UTF8.GetBytes($"[{name}]");
        PathSegment = Encoding.UTF8.GetBytes($":{name}");
    }

    /// <summary>What was found.</summary>
    public DetectorKind Kind { get; }

    /// <summary>The word for it in <c>explain</c>, in placeholders and in paths.</summary>
    public string Name { get; }

    /// <summary>Its data category in the taxonomy.</summary>
    public string Category { get; }

    /// <summary>Of two equally long finds over the same bytes the one with the higher number names them; no two kinds have the same.</summary>
    public int Strictness { get; }

    /// <summary>
    /// True for what opens something: no purpose allows it in a text. A policy may allow the category for the site's own key at a
    /// recipient (<c>api_secret</c>), and must not thereby let through whatever key a visitor's address carries.
    /// </summary>
    public bool IsCredential { get; }

    /// <summary>What stands in for it in text, <c>[email]</c>.</summary>
    public byte[] Placeholder { get; }

    /// <summary>What stands in for a path segment that holds it, <c>:email</c>.</summary>
    public byte[] PathSegment { get; }
}

/// <summary>The one table of kinds; a new kind is a member of <see cref="DetectorKind"/> and a row here.</summary>
/// <remarks>
/// Strictness: numbers with a check digit that stand for money come first, then official numbers, then what opens something, then what
/// describes a person, then what addresses one, last what addresses a device.
/// </remarks>
internal static class DetectorKinds
{
    private static readonly ImmutableArray<DetectorFacts> Table =
    [
        new(DetectorKind.Email, "email", "user.contact.email", 2),
        new(DetectorKind.PaymentCard, "card", "user.financial.credit_card", 18),
        new(DetectorKind.Iban, "iban", "user.financial.bank_account", 17),
        new(DetectorKind.IpAddress, "ip", "user.device.ip_address", 0),
        new(DetectorKind.Phone, "phone", "user.contact.phone_number", 1),
        new(DetectorKind.Token, "token", "user.authorization.credentials", 10, isCredential: true),
        new(DetectorKind.Password, "password", "user.authorization.password", 11, isCredential: true),
        new(DetectorKind.TaxId, "taxId", "user.government_id.national_identification_number", 16),
        new(DetectorKind.SocialSecurity, "socialSecurity", "user.government_id.national_identification_number", 15),
        new(DetectorKind.IdCard, "idCard", "user.government_id.national_identification_number", 14),
        new(DetectorKind.Passport, "passport", "user.government_id.passport_number", 13),
        new(DetectorKind.Vehicle, "vehicle", "user.government_id.vehicle_registration", 12),
        new(DetectorKind.BirthDate, "birthday", "user.demographic.date_of_birth", 5),
        new(DetectorKind.StreetAddress, "address", "user.contact.address.street", 4),
        new(DetectorKind.EmailHash, "emailHash", "user.contact.email", 3),
        new(DetectorKind.MaritalStatus, "maritalStatus", "user.demographic.marital_status", 7),
        new(DetectorKind.Gender, "gender", "user.demographic.gender", 6),
        new(DetectorKind.Religion, "religion", "user.demographic.religious_belief", 8),
        new(DetectorKind.SexualOrientation, "sexualOrientation", "user.demographic.sexual_orientation", 9),
    ];

    /// <summary>All kinds, indexed by their value.</summary>
    public static ImmutableArray<DetectorFacts> All => Table;

    /// <summary>Number of kinds; their values run from 0 to <c>Count - 1</c>. At most 31: finds are told as the bits of an int.</summary>
    public static int Count => Table.Length;

    /// <summary>The facts about a kind.</summary>
    public static DetectorFacts Of(DetectorKind kind) => Table[(int)kind];
}
