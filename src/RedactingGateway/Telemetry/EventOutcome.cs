using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>What became of the events of one request: every event received is sent or withheld for one reason.</summary>
internal sealed class EventOutcome
{
    private readonly int[] _withheld = new int[WithheldReasons.Count];

    private EventOutcome(int received) => Received = received;

    /// <summary>Events in the request.</summary>
    public int Received { get; }

    /// <summary>Events that the vendor accepted.</summary>
    public int Sent { get; private set; }

    /// <summary>Events that did not leave, or were not accepted.</summary>
    public int Withheld(WithheldReason reason) => _withheld[(int)reason];

    /// <summary>A request that nobody looked into counts as one event.</summary>
    public static EventOutcome Refused(WithheldReason reason)
    {
        var outcome = new EventOutcome(1);
        outcome._withheld[(int)reason] = 1;
        return outcome;
    }

    /// <summary>A request that was redacted.</summary>
    /// <param name="counts">What redaction counted.</param>
    /// <param name="stopped">Why events that might have left did not, or <see cref="WithheldReason.None"/>: they were sent.</param>
    public static EventOutcome Redacted(RedactionCounts counts, WithheldReason stopped)
    {
        var outcome = new EventOutcome(counts.EventsReceived);
        var left = counts.EventsReceived;
        for (var i = 1; i < outcome._withheld.Length; i++)
        {
            outcome._withheld[i] = counts.EventsWithheld((WithheldReason)i);
            left -= outcome._withheld[i];
        }

        if (stopped == WithheldReason.None)
        {
            outcome.Sent = left;
        }
        else
        {
            outcome._withheld[(int)stopped] += left;
        }

        return outcome;
    }
}
