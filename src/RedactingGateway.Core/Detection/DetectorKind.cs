namespace RedactingGateway.Core.Detection;

/// <summary>What a value detector of the content net has found.</summary>
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
}

/// <summary>Facts about <see cref="DetectorKind"/>, for tables indexed by it.</summary>
internal static class DetectorKinds
{
    /// <summary>Number of kinds; their values run from 0 to <c>Count - 1</c>.</summary>
    public const int Count = 4;

    /// <summary>
    /// How strictly the kind is checked and treated: of two equally long hits over the same bytes the higher one names them.
    /// Numbers with a check digit that stand for money come first, then what addresses a person, then what addresses a device.
    /// </summary>
    public static int Strictness(DetectorKind kind) => kind switch
    {
        DetectorKind.PaymentCard => 3,
        DetectorKind.Iban => 2,
        DetectorKind.Email => 1,
        _ => 0,
    };
}
