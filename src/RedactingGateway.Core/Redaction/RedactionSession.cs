using System.Text;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Events;

namespace RedactingGateway.Core.Redaction;

/// <summary>Everything that belongs to the redaction of one request: grant, limits, counts, trace, pooled buffers.</summary>
/// <remarks>Sessions are used again; <see cref="Dispose"/> wipes what they held.</remarks>
internal sealed partial class RedactionSession : IDisposable
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

    /// <summary>Kinds found since the last value; <see cref="DetectorKind"/> bits.</summary>
    public void ResetFound() => _net.Found = 0;
}
