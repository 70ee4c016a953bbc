using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction.Urls;

/// <summary>Room for one level of an address inside an address.</summary>
internal sealed class UrlBuffers : IDisposable
{
    /// <summary>The inner address, decoded.</summary>
    public PooledBuffer Decoded { get; } = new();

    /// <summary>The inner address as it may leave, decoded.</summary>
    public PooledBuffer Scrubbed { get; } = new();

    /// <summary>Wipes the memory; the buffers may be used again.</summary>
    public void Dispose()
    {
        Decoded.Wipe();
        Scrubbed.Wipe();
    }
}
