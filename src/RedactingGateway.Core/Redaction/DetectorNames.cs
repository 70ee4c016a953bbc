using System.Text;
using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Redaction;

/// <summary>What stands in for a find: <c>[email]</c> in text, <c>:email</c> in a path.</summary>
internal static class DetectorNames
{
    public static ReadOnlySpan<byte> Placeholder(DetectorKind kind) => kind switch
    {
        DetectorKind.Email => "[email]"u8,
        DetectorKind.PaymentCard => "[card]"u8,
        DetectorKind.Iban => "[iban]"u8,
        _ => "[ip]"u8,
    };

    public static ReadOnlySpan<byte> PathSegment(DetectorKind kind) => kind switch
    {
        DetectorKind.Email => ":email"u8,
        DetectorKind.PaymentCard => ":card"u8,
        DetectorKind.Iban => ":iban"u8,
        _ => ":ip"u8,
    };

    /// <summary>The kinds in <paramref name="found"/> (one bit each), for <c>explain</c>; null where none is.</summary>
    public static string? Describe(int found)
    {
        if (found == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var kind in Enum.GetValues<DetectorKind>())
        {
            if ((found & (1 << (int)kind)) != 0)
            {
                text.Append(text.Length > 0 ? ", " : "").Append(Encoding.UTF8.GetString(Placeholder(kind)).Trim('[', ']'));
            }
        }

        return text.ToString();
    }
}
