using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>The reasons that events are counted by.</summary>
internal static class WithheldReasons
{
    /// <summary>Number of reasons, <see cref="WithheldReason.None"/> included.</summary>
    public static readonly int Count = Enum.GetValues<WithheldReason>().Length;
}
