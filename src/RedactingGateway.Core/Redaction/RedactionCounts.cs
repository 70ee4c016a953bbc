namespace RedactingGateway.Core.Redaction;

/// <summary>What became of the fields and events of one request, in numbers.</summary>
public sealed class RedactionCounts
{
    private readonly int[] _eventsWithheld = new int[Enum.GetValues<WithheldReason>().Length];
    private readonly int[] _fieldsWithheld = new int[Enum.GetValues<WithheldReason>().Length];

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

    internal int EventsWithheldInAll => _eventsWithheld.Sum();

    internal void WithholdEvent(WithheldReason reason) => _eventsWithheld[(int)reason]++;

    internal void WithholdField(WithheldReason reason)
    {
        _fieldsWithheld[(int)reason]++;
        Dropped++;
    }
}
