using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Telemetry;

/// <summary>Counts the events of one destination.</summary>
/// <remarks>One lock keeps the account whole: who reads it never sees an event received that is neither sent nor withheld.</remarks>
internal sealed class DestinationAccount(string destination)
{
    private readonly Lock _lock = new();
    private readonly long[] _withheld = new long[WithheldReasons.Count];
    private long _received;
    private long _sent;

    public void Add(EventOutcome outcome)
    {
        lock (_lock)
        {
            _received += outcome.Received;
            _sent += outcome.Sent;
            for (var i = 0; i < _withheld.Length; i++)
            {
                _withheld[i] += outcome.Withheld((WithheldReason)i);
            }
        }
    }

    public DestinationEvents Read()
    {
        var withheld = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        lock (_lock)
        {
            for (var i = 0; i < _withheld.Length; i++)
            {
                if (_withheld[i] > 0)
                {
                    withheld.Add(((WithheldReason)i).Code(), _withheld[i]);
                }
            }

            return new DestinationEvents(destination, _received, _sent, withheld.ToImmutable());
        }
    }
}
