using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction.Events;

/// <summary>Collects what a request says of its events: of each by itself, and around all of them.</summary>
internal sealed class EventFacts(EventConditions conditions) : ValueCollector
{
    private readonly Stack<EventScope> _outer = new();
    private readonly List<EventScope> _units = [];
    private EventScope _scope = new();

    /// <summary>What stands around the events, or all where the request is one event.</summary>
    public EventScope Around => _scope;

    /// <summary>The first event; what stands around it where there is none.</summary>
    public EventScope First => _units.Count == 0 ? _scope : _units[0];

    /// <inheritdoc/>
    public override void Take(CompiledField field, ReadOnlySpan<byte> value, PooledBuffer scratch)
    {
        if (!value.IsEmpty)
        {
            conditions.Look(field, value, _scope, scratch);
        }
    }

    /// <inheritdoc/>
    public override void BeginUnit()
    {
        _outer.Push(_scope);
        _scope = new EventScope();
        _units.Add(_scope);
    }

    /// <inheritdoc/>
    public override void EndUnit()
    {
        var inner = _scope;
        _scope = _outer.Pop();

        // Within an event a unit is a part of it (an entity that names its product); on the outside it is another event.
        _scope.IsSensitive |= _outer.Count > 0 && inner.IsSensitive;
    }

    /// <summary>What is left of <paramref name="grant"/> for values around the events: what every event that leaves may have.</summary>
    /// <returns>The grant, that of any event, and why something is missing.</returns>
    public (ulong Grant, ulong Any, WithheldReason Reason) NarrowAround(ulong grant)
    {
        if (_units.Count == 0)
        {
            var (whole, because) = conditions.Narrow(_scope, _scope, grant);
            return (whole, whole, because);
        }

        var (all, any, reason) = (ulong.MaxValue, 0UL, WithheldReason.None);
        foreach (var unit in _units)
        {
            var (left, why) = conditions.Narrow(_scope, unit, grant);
            reason = why == WithheldReason.None ? reason : why;
            if (left != 0)
            {
                all &= left;
                any |= left;
            }
        }

        return (any == 0 ? 0 : all, any, reason);
    }
}
