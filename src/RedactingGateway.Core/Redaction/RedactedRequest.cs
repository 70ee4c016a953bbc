using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>What may leave of a request.</summary>
/// <remarks>Its owner is whoever asked for it: who has disposed it may hand it in again, for the next request.</remarks>
public sealed class RedactedRequest : IDisposable
{
    internal PooledBuffer TargetBuffer { get; } = new();

    internal PooledBuffer BodyBuffer { get; } = new();

    /// <summary>Why nothing may leave, or <see cref="WithheldReason.None"/>: send it.</summary>
    public WithheldReason Withheld { get; internal set; }

    /// <summary>Raw target for the vendor: path and query.</summary>
    public ReadOnlyMemory<byte> Target => TargetBuffer.WrittenMemory;

    /// <summary>Header fields for the vendor, framing included (<c>Content-Type</c>, <c>Content-Encoding</c>); nothing else may be sent.</summary>
    public List<KeyValuePair<string, string>> Headers { get; } = [];

    /// <summary>Body for the vendor, in the encoding that <see cref="Headers"/> says.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>Fields and events by outcome.</summary>
    public RedactionCounts Counts { get; } = new();

    /// <summary>Begins with nothing, whatever was in it before.</summary>
    internal void Begin()
    {
        Wipe();
        Withheld = WithheldReason.None;
        Counts.Clear();
    }

    /// <summary>Says that nothing leaves, and wipes what was written so far.</summary>
    internal void Withhold(WithheldReason reason)
    {
        Wipe();
        Withheld = reason;
    }

    /// <summary>Wipes the memory; the usual amount of it stays for the next request.</summary>
    public void Wipe()
    {
        TargetBuffer.Wipe();
        BodyBuffer.Wipe();
        Forget();
    }

    /// <summary>Wipes and returns the memory.</summary>
    public void Dispose()
    {
        TargetBuffer.Dispose();
        BodyBuffer.Dispose();
        Forget();
    }

    private void Forget()
    {
        Body = default;
        Headers.Clear();
    }
}
