using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Takes values down while a request is walked before anything is decided; nothing leaves of such a walk.</summary>
internal abstract class ValueCollector
{
    /// <summary>Notes the part's name where a wildcard knows it.</summary>
    public virtual void Name(ReadOnlySpan<byte> free)
    {
    }

    /// <summary>Looks at a value.</summary>
    public abstract void Take(CompiledField field, ReadOnlySpan<byte> value, PooledBuffer scratch);

    /// <summary>An event begins.</summary>
    public virtual void BeginUnit()
    {
    }

    /// <summary>The event at hand ends.</summary>
    public virtual void EndUnit()
    {
    }
}
