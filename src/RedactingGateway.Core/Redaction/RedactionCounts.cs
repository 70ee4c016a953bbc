namespace RedactingGateway.Core.Redaction;

/// <summary>What became of the fields and events of one request, in numbers.</summary>
public sealed class RedactionCounts
{
    private static readonly int Reasons = Enum.GetValues<WithheldReason>().Length;

    private readonly int[] _eventsWithheld = new int[Reasons];
    private readonly int[] _fieldsWithheld = new int[Reasons];

    /// <summary>Fields that leave as they came.</summary>
    public int Kept { get; internal set; }

    /// <summary>Fields that leave in another form.</summary>
    public int Treated { get; internal set; }

    /// <summary>Fields that do not leave.</summary>
    public int Dropped { get; internal set; }

    /// <summary>Events in the request; at least 1.</summary>
    public int EventsReceived { get; internal set; } = 1;

    /// <summary>Events that may leave.</summary>
    public int EventsSent { get; internal set; }

    /// <summary>Events that do not leave, by reason.</summary>
    public int EventsWithheld(WithheldReason reason) => _eventsWithheld[(int)reason];

    /// <summary>Fields that do not leave, by reason.</summary>
    public int FieldsWithheld(WithheldReason reason) => _fieldsWithheld[(int)reason];

    internal int EventsWithheldInAll { get; private set; }

    internal void WithholdEvent(WithheldReason reason)
    {
        _eventsWithheld[(int)reason]++;
        EventsWithheldInAll++;
    }

    internal void WithholdField(WithheldReason reason)
    {
        _fieldsWithheld[(int)reason]++;
        Dropped++;
    }

    internal void Clear()
    {
        _eventsWithheld.AsSpan().Clear();
        _fieldsWithheld.AsSpan().Clear();
        Kept = Treated = Dropped = EventsSent = EventsWithheldInAll = 0;
        EventsReceived = 1;
    }
}
