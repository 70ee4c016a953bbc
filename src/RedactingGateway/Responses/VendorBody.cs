using RedactingGateway.Core.Payloads;
using RedactingGateway.Vendors;

namespace RedactingGateway.Responses;

/// <summary>Reads a vendor's body whole, before the client hears anything: half of one breaks an SDK, the endpoint's own success answer does not.</summary>
internal static class VendorBody
{
    /// <summary>1 MiB: the largest answers that SDKs ask for, sets of feature flags, have some hundred kilobytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    // 16 KiB, as the connection reads.
    private const int ChunkBytes = 16 * 1024;

    /// <summary>Reads into <paramref name="body"/>; what is not whole is taken back.</summary>
    public static async Task<VendorBodyEnd> ReadAsync(HttpContent content, PooledBuffer body, VendorDeadline deadline)
    {
        var end = await TryReadAsync(content, body, deadline);
        if (end != VendorBodyEnd.Whole)
        {
            body.Clear();
        }

        return end;
    }

    private static async Task<VendorBodyEnd> TryReadAsync(HttpContent content, PooledBuffer body, VendorDeadline deadline)
    {
        if (content.Headers.ContentLength > MaxBytes)
        {
            return VendorBodyEnd.TooLong;
        }

        // Two lengths, or none that is a number: nobody knows where the body ends (RFC 9112 § 6.3).
        if (content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && (lengths.Count > 1 || content.Headers.ContentLength is null))
        {
            return VendorBodyEnd.CutOff;
        }

        try
        {
            await using var stream = await content.ReadAsStreamAsync(deadline.Token);
            while (await stream.ReadAsync(body.GetMemory(ChunkBytes)[..ChunkBytes], deadline.Token) is > 0 and var length)
            {
                body.Advance(length);
                deadline.Heard();
                if (body.Length > MaxBytes)
                {
                    return VendorBodyEnd.TooLong;
                }
            }

            return VendorBodyEnd.Whole;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return VendorBodyEnd.CutOff;
        }
    }
}

/// <summary>How reading a vendor's body ended.</summary>
internal enum VendorBodyEnd
{
    /// <summary>At its end.</summary>
    Whole,

    /// <summary>At the limit.</summary>
    TooLong,

    /// <summary>In its middle: the vendor fell silent, or its connection broke.</summary>
    CutOff,
}
