namespace RedactingGateway.Core.Redaction.Events;

/// <summary>What the values of one event, or those around all events, say of it.</summary>
internal sealed class EventScope
{
    /// <summary>Whether it says what event it is.</summary>
    public bool HasName { get; set; }

    /// <summary>Purposes that are for all of its names.</summary>
    public ulong ByName { get; set; } = ulong.MaxValue;

    /// <summary>Whether the policy drops it.</summary>
    public bool IsDropped { get; set; }

    /// <summary>Whether it says what page it is about.</summary>
    public bool HasPage { get; set; }

    /// <summary>Purposes that are for all of its pages.</summary>
    public ulong ByPage { get; set; } = ulong.MaxValue;

    /// <summary>Whether it names a sensitive page, also as the one before, or a sensitive product.</summary>
    public bool IsSensitive { get; set; }
}
