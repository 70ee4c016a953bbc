using System.Collections.Immutable;
using System.Diagnostics;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>What the content net's findings are, in the taxonomy.</summary>
internal static class DetectedCategories
{
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<DetectorKind>().Select(Of)];

    public static string Of(DetectorKind kind) => kind switch
    {
        DetectorKind.Email => "user.contact.email",
        DetectorKind.PaymentCard => "user.financial.credit_card",
        DetectorKind.Iban => "user.financial.bank_account",
        DetectorKind.IpAddress => "user.device.ip_address",
        _ => throw new UnreachableException(),
    };

    /// <summary>The type whose forms a finding can take.</summary>
    public static FieldType TypeOf(DetectorKind kind) => kind == DetectorKind.IpAddress ? FieldType.Ip : FieldType.String;
}
