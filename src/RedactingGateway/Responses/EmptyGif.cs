namespace RedactingGateway.Responses;

/// <summary>A transparent GIF of 1×1 pixel, 43 bytes.</summary>
internal static class EmptyGif
{
    public static ReadOnlyMemory<byte> Bytes { get; } = Convert.FromHexString(
        "47494638396101000100800000000000FFFFFF21F90401000000002C00000000010001000002024401003B").AsMemory();
}
