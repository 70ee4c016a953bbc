using System.Numerics;
using System.Text;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Events;

namespace RedactingGateway.Core.Redaction;

/// <summary>Everything that belongs to the redaction of one request: grant, limits, counts, trace, pooled buffers.</summary>
/// <remarks>Sessions are used again; <see cref="Dispose"/> wipes what they held.</remarks>
internal sealed class RedactionSession : IDisposable
{
    // 256 bytes: no vendor and no site names a parameter longer; texts that long are no names.
    private const int MaxFreeNameBytes = 256;

    private readonly SessionBuffers _buffers = new();
    private readonly SurrogateValues _surrogates = new();
    private readonly ContentNetPass _net = new();
    private RedactionSession? _ahead;
    private EventScope? _around;
    private WithheldReason _narrowed;
    private int _fields;

    public RedactionSession(PseudonymKeys keys) => Treatments = new TreatmentContext { Keys = keys, Net = _net };

    public TreatmentContext Treatments { get; }

    public ContentNetPass Net => _net;

    public CompiledDestination Destination { get; private set; } = null!;

    /// <summary>Granted purposes, as far as they are for the event at hand.</summary>
    public ulong Grant { get; private set; }

    /// <summary>The same for structural fields: around events, what any of them has.</summary>
    public ulong StructuralGrant { get; private set; }

    /// <summary>Granted purposes before any condition of events.</summary>
    public ulong WholeGrant { get; private set; }

    /// <summary>Whether the event at hand names a sensitive page or product.</summary>
    public bool IsSensitive => _narrowed == WithheldReason.Sensitive;

    /// <summary>Whether units are looked at before they are decided.</summary>
    public bool LooksAhead => _around is not null && Collector is null;

    public GatewayLimits Limits { get; private set; } = null!;

    public RedactionCounts Counts { get; private set; } = null!;

    public DecisionTrace? Trace { get; private set; }

    public FieldTally? Tally { get; private set; }

    /// <summary>Takes signals while nothing is decided yet; null while fields are decided.</summary>
    public ValueCollector? Collector { get; set; }

    /// <summary>Address of the value at hand; null while nothing is taken down.</summary>
    public TracePath? Path { get; private set; }

    /// <summary>Whether the value that replaces the one at hand is a number if that was one.</summary>
    public bool WritesNumber { get; set; }

    /// <summary>Encodings around the value at hand.</summary>
    public int Layers { get; set; }

    /// <summary>Whether a limit was exceeded; the walk goes on to its end without deciding anything.</summary>
    public bool LimitExceeded { get; private set; }

    /// <summary>The visitor's session, as far as the request names one.</summary>
    public VisitSession Visit { get; } = new();

    /// <summary>Whether a required value of the unit at hand may not leave.</summary>
    public bool RequiredMissing { get; private set; }

    public int UnitsSeen { get; private set; }

    public int UnitsKept { get; private set; }

    /// <summary>The visitor's address, or null.</summary>
    public byte[]? ClientAddress { get; private set; }

    public void Begin(CompiledDestination destination, ulong grant, GatewayLimits limits, RedactionCounts counts, DecisionTrace? trace, string? clientAddress = null, FieldTally? tally = null)
    {
        Tally = tally;
        ClientAddress = clientAddress is null ? null : Encoding.UTF8.GetBytes(clientAddress);
        Destination = destination;
        Grant = StructuralGrant = WholeGrant = grant;
        Limits = limits;
        Counts = counts;
        Trace = trace;
        Path = trace is null ? null : new TracePath();
        _net.Destination = destination;
        _net.Grant = grant;
    }

    /// <summary>Wipes what the request left; the session may be used for another.</summary>
    public void Dispose()
    {
        _buffers.Wipe();
        Treatments.Dispose();
        _net.Dispose();
        _surrogates.Clear();
        Visit.Dispose();
        _fields = Layers = UnitsSeen = UnitsKept = 0;
        LimitExceeded = RequiredMissing = false;
        Trace = null;
        Tally = null;
        Path = null;
        Collector = null;
        Counts = null!;
        ClientAddress = null;
        _around = null;
        _narrowed = WithheldReason.None;
    }

    /// <summary>Narrows the grant to what is left around events; from now on each event is looked at before it is decided.</summary>
    public void Narrow(EventFacts facts)
    {
        _around = facts.Around;
        (Grant, StructuralGrant, _narrowed) = facts.NarrowAround(WholeGrant);
        _net.Grant = Grant;
    }

    /// <summary>Why a value without a rule does not leave: where only the event stands against it, that is the reason.</summary>
    public WithheldReason DenialOf(CompiledField field) =>
        _narrowed != WithheldReason.None && field.Plan.For(WholeGrant) is not null ? _narrowed : field.Plan.Denial;

    /// <summary>Why nothing of the event, or of all events, leaves, where it is their condition.</summary>
    public WithheldReason Narrowed => StructuralGrant == 0 && WholeGrant != 0 ? _narrowed : WithheldReason.None;

    public PooledBuffer Rent() => _buffers.Rent();

    public void Return(PooledBuffer buffer) => _buffers.Return(buffer);

    public JsonFrames RentFrames() => _buffers.RentFrames();

    public void Return(JsonFrames frames) => _buffers.Return(frames);

    /// <summary>Where the part <paramref name="name"/> of a value leads, or null: not in the protocol, or a name that is itself data.</summary>
    public FieldState? Resolve(FieldState? parent, ReadOnlySpan<byte> name, out bool byWildcard)
    {
        byWildcard = false;
        if (Collector is not null)
        {
            ReadOnlySpan<byte> part = default;
            var next = parent?.NextWithFreePart(name, out part);
            Collector.Name(part);
            return next;
        }

        if (parent is not null && ((parent.Settings.Length > 0 && IsSet(parent.Settings, name)) || (parent.ClientAddress is { } address && name.SequenceEqual(address))))
        {
            return FieldState.SetByGateway;
        }

        if (parent is null)
        {
            return null;
        }

        // Beside a literal part the rest is looked at for itself: "ep.192.0.2.44" is no address, "192.0.2.44" is one.
        var state = parent.NextWithFreePart(name, out var free);
        byWildcard = !free.IsEmpty;
        return state is not null && byWildcard && (name.Length > MaxFreeNameBytes || _net.HoldsForbidden(free) || (free.Length < name.Length && _net.HoldsForbidden(name))) ? null : state;
    }

    /// <summary>Takes down that the gateway set a field itself.</summary>
    public void RecordSetting(FieldSetting setting)
    {
        Counts.Treated++;
        Tally?.Add(new DecidedField(null, null, null, FieldOutcome.Treated, WithheldReason.Overridden));
        Trace?.Add(new FieldDecision
        {
            Address = Path!.ToString(),
            Field = Encoding.UTF8.GetString(setting.Name),
            Outcome = FieldOutcome.Treated,
            Rule = setting.Span,
            Form = FieldDecision.SetByGateway,
            After = Trace.WithValues && !setting.IsSecret ? Encoding.UTF8.GetString(setting.Text) : null,
        });
    }

    /// <summary>Decides the visitor's address where <paramref name="state"/> has a part for it.</summary>
    /// <returns>The part's name, or null: nothing to write. Its value is what was written.</returns>
    public byte[]? DecideClientAddress(FieldState state, bool inHeader, PooledBuffer replacement)
    {
        if (state.ClientAddress is not { } name || ClientAddress is not { } address)
        {
            return null;
        }

        var path = Path?.Mark ?? 0;
        if (inHeader)
        {
            Path?.Reset(0);
            Path?.Append("header");
        }

        Path?.AppendName(name, inJson: false);
        replacement.Clear();
        var verdict = FieldDecider.Decide(this, state.Next(name, out _), address, isNull: false, replacement);
        Path?.Reset(path);
        if (verdict == ValueVerdict.Keep)
        {
            replacement.Write(address);
        }

        return verdict == ValueVerdict.Drop ? null : name;
    }

    private bool IsSet(FieldSetting[] settings, ReadOnlySpan<byte> name)
    {
        foreach (var setting in settings)
        {
            if (name.SequenceEqual(setting.Name) && setting.Applies(Grant))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counts one more value against the limit.</summary>
    public void CountField()
    {
        if (++_fields > Limits.Fields)
        {
            ExceedLimit();
        }
    }

    public void ExceedLimit() => LimitExceeded = true;

    public void MissRequired() => RequiredMissing = true;

    /// <summary>Writes what stands in for a required value: random, but the same for one category in one request, or in one session.</summary>
    public void WriteSurrogate(CompiledField field, PooledBuffer output) =>
        _surrogates.Write(field, Visit, Treatments.EpochTime ?? Treatments.Now, output);

    public void Record(
        CompiledField? field, FieldOutcome outcome, WithheldReason reason, FieldRule? rule, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        switch (outcome)
        {
            case FieldOutcome.Kept:
                Counts.Kept++;
                break;
            case FieldOutcome.Treated:
                Counts.Treated++;
                break;
            default:
                Counts.WithholdField(reason);
                break;
        }

        var purpose = rule is null || (Trace is null && Tally is null) ? null : Destination.Purposes[BitOperations.TrailingZeroCount(rule.Purposes & ((rule.Purposes & Grant) == 0 ? StructuralGrant : Grant))];
        Tally?.Add(new DecidedField(field, rule?.Treatment, purpose, outcome, reason));
        if (Trace is null)
        {
            return;
        }

        var leaves = outcome != FieldOutcome.Dropped;
        Trace.Add(new FieldDecision
        {
            Address = Path!.ToString(),
            Field = field?.Address,
            Category = field?.Category,
            Outcome = outcome,
            Reason = reason,
            Purpose = purpose?.Id,
            Rule = rule?.Span ?? field?.Plan.DenialSpan ?? SourceSpan.None,
            Form = rule?.Treatment.Form,
            Found = DetectorNames.Describe(_net.Found),
            Before = Trace.WithValues ? Encoding.UTF8.GetString(before) : null,
            After = Trace.WithValues && leaves ? Encoding.UTF8.GetString(after) : null,
        });
    }

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

    /// <summary>Kinds found since the last value; <see cref="DetectorKind"/> bits.</summary>
    public void ResetFound() => _net.Found = 0;
}

/// <summary>A point in a redaction to which it can be taken back.</summary>
internal readonly record struct RedactionMark(int Kept, int Treated, int UnitsKept, int Decisions, int Fields);

/// <summary>The point where a unit began.</summary>
internal readonly record struct UnitMark(RedactionMark Start, bool OuterRequiredMissing, ulong OuterGrant, ulong OuterStructural, WithheldReason OuterNarrowed);

/// <summary>Walks a part of a request.</summary>
internal delegate LayerOutcome PartWalk(RedactionSession session, ReadOnlySpan<byte> bytes, FieldState state, PooledBuffer output);
