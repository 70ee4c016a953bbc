using System.Text.Json;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Reasons as metrics, logs and admin pages spell them: camelCase, a closed set.</summary>
internal static class WithheldReasonNames
{
    private static readonly string[] Names = [.. Enum.GetNames<WithheldReason>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Number of reasons, <see cref="WithheldReason.None"/> included.</summary>
    public static int Count => Names.Length;

    public static string Of(WithheldReason reason) => Names[(int)reason];
}
