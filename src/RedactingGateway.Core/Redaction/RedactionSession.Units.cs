using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Events;

namespace RedactingGateway.Core.Redaction;

/// <content>Units, and the way back: what was decided since a point does not leave after all.</content>
internal sealed partial class RedactionSession
{
    public RedactionMark Mark() => new(Counts.Kept, Counts.Treated, UnitsKept, Trace?.Count ?? 0, Tally?.Count ?? 0);

    /// <summary>Takes back everything that was to leave since <paramref name="mark"/>.</summary>
    public void Withdraw(RedactionMark mark, WithheldReason reason)
    {
        for (var left = Counts.Kept - mark.Kept + Counts.Treated - mark.Treated; left > 0; left--)
        {
            Counts.WithholdField(reason);
        }

        for (; UnitsKept > mark.UnitsKept; UnitsKept--)
        {
            Counts.WithholdEvent(reason);
        }

        Counts.Kept = mark.Kept;
        Counts.Treated = mark.Treated;
        Trace?.Withdraw(mark.Decisions, reason);
        Tally?.Withdraw(mark.Fields, reason);
    }

    /// <summary>Takes back a value that was decided since <paramref name="mark"/>: its place has no way to spell what it became.</summary>
    public void WithdrawValue(RedactionMark mark, CompiledField? field)
    {
        Withdraw(mark, WithheldReason.Shape);
        if (field is { Required: true })
        {
            MissRequired();
        }
    }

    /// <summary>Begins a unit.</summary>
    /// <param name="ahead">What was found in it, where <see cref="LooksAhead"/>.</param>
    public UnitMark BeginUnit(EventScope? ahead = null)
    {
        UnitsSeen++;
        Collector?.BeginUnit();
        Treatments.Rounding.BeginEvent();
        var mark = new UnitMark(Mark(), RequiredMissing, Grant, StructuralGrant, _narrowed);
        RequiredMissing = false;
        if (ahead is not null)
        {
            (Grant, _narrowed) = Destination.Conditions!.Narrow(_around!, ahead, WholeGrant);
            StructuralGrant = _net.Grant = Grant;
        }

        return mark;
    }

    /// <summary>What a part of the request says of its event, read before the part is decided.</summary>
    /// <param name="walk">Walks the part.</param>
    /// <param name="bytes">The part.</param>
    /// <param name="state">Its state.</param>
    public EventScope LookAhead(PartWalk walk, ReadOnlySpan<byte> bytes, FieldState state)
    {
        var facts = new EventFacts(Destination.Conditions!);
        var ahead = _ahead ??= new RedactionSession(Treatments.Keys);
        ahead.Begin(Destination, grant: 0, Limits, new RedactionCounts(), trace: null);
        ahead.Collector = facts;
        ahead.Layers = Layers;
        var scratch = ahead.Rent();
        try
        {
            walk(ahead, bytes, state, scratch);
            return facts.First;
        }
        finally
        {
            ahead.Return(scratch);
            ahead.Dispose();
        }
    }

    private void LeaveUnit(UnitMark mark)
    {
        Collector?.EndUnit();
        RequiredMissing = mark.OuterRequiredMissing;
        (Grant, StructuralGrant, _narrowed) = (mark.OuterGrant, mark.OuterStructural, mark.OuterNarrowed);
        _net.Grant = Grant;
    }

    /// <summary>Ends a unit; false: it does not leave and the caller takes back what it wrote.</summary>
    public bool EndUnit(UnitMark mark, bool hasContent)
    {
        var keep = hasContent && !RequiredMissing && Narrowed == WithheldReason.None;
        if (keep)
        {
            UnitsKept++;
        }
        else
        {
            var reason = Narrowed != WithheldReason.None ? Narrowed : RequiredMissing ? WithheldReason.Required : WithheldReason.Policy;
            Withdraw(mark.Start, reason);
            Counts.WithholdEvent(reason);
        }

        LeaveUnit(mark);
        return keep;
    }

    /// <summary>Ends a unit whose document broke off: it is counted, and what the units around it know stays.</summary>
    public void AbandonUnit(UnitMark mark)
    {
        Withdraw(mark.Start, WithheldReason.Undecodable);
        Counts.WithholdEvent(WithheldReason.Undecodable);
        LeaveUnit(mark);
    }
}

/// <summary>A point in a redaction to which it can be taken back.</summary>
internal readonly record struct RedactionMark(int Kept, int Treated, int UnitsKept, int Decisions, int Fields);

/// <summary>The point where a unit began.</summary>
internal readonly record struct UnitMark(RedactionMark Start, bool OuterRequiredMissing, ulong OuterGrant, ulong OuterStructural, WithheldReason OuterNarrowed);

/// <summary>Walks a part of a request.</summary>
internal delegate LayerOutcome PartWalk(RedactionSession session, ReadOnlySpan<byte> bytes, FieldState state, PooledBuffer output);
