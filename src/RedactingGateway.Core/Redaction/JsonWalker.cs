using System.Text.Json;
using System.Text.Unicode;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// Walks a JSON document once: decides every value and copies what may leave, byte for byte, with its white space,
/// spelling and order.
/// </summary>
/// <remarks>
/// A container is written when its first descendant leaves; commas are written anew. So a container that became empty
/// was never there, and a document in which everything may leave comes out as it went in.
/// </remarks>
internal ref partial struct JsonWalker
{
    private readonly RedactionSession _session;
    private readonly ReadOnlySpan<byte> _json;
    private readonly FieldState _root;
    private readonly PooledBuffer _output;
    private readonly PooledBuffer _decoded;
    private readonly PooledBuffer _replacement;
    private readonly JsonFrames _frames;
    private ref JsonFrame _frame;
    private Utf8JsonReader _reader;
    private int _depth = -1;
    private int _opened;
    private int _rootEnd;
    private int _copyStart;
    private int _copyEnd;
    private bool _changed;
    private bool _anything;

    private JsonWalker(RedactionSession session, ReadOnlySpan<byte> json, FieldState root, PooledBuffer output)
    {
        _session = session;
        _json = json;
        _root = root;
        _output = output;
        _decoded = session.Rent();
        _replacement = session.Rent();
        _frames = session.RentFrames();
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = session.Limits.JsonDepth });
    }

    /// <summary>Walks <paramref name="json"/>; the output holds the document where the outcome is <see cref="LayerOutcome.Changed"/>.</summary>
    public static LayerOutcome Walk(RedactionSession session, ReadOnlySpan<byte> json, FieldState root, PooledBuffer output)
    {
        // Some writers begin with a byte order mark; RFC 8259 § 8.1 lets a reader ignore it.
        if (json.StartsWith("\uFEFF"u8))
        {
            var outcome = Walk(session, json["\uFEFF"u8.Length..], root, output);
            if (outcome == LayerOutcome.Unchanged)
            {
                output.Clear();
                output.Write(json["\uFEFF"u8.Length..]);
                return LayerOutcome.Changed;
            }

            return outcome;
        }

        // The reader accepts invalid UTF-8 inside strings; RFC 8259 § 8.1 does not.
        if (!Utf8.IsValid(json))
        {
            return LayerOutcome.Undecodable;
        }

        session.Path?.Append("$");
        var screen = session.Treatments.Screen;
        var walker = new JsonWalker(session, json, root, output);
        try
        {
            return walker.Run();
        }
        catch (JsonException)
        {
            walker.AbandonUnits();
            return IsDeeperThan(session.Limits.JsonDepth, json) ? LayerOutcome.Limit : LayerOutcome.Undecodable;
        }
        finally
        {
            walker.Release();

            // One that broke off leaves no width of its own behind.
            session.Treatments.Screen = screen;
        }
    }

    private LayerOutcome Run()
    {
        var path = _session.Path?.Mark ?? 0;
        while (_reader.Read())
        {
            if (_session.LimitExceeded)
            {
                return LayerOutcome.Limit;
            }

            switch (_reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    ReadName();
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    ReadStart(path);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    ReadEnd();
                    break;
                default:
                    ReadScalar(path);
                    break;
            }
        }

        if (!_anything)
        {
            return LayerOutcome.Empty;
        }

        if (!_changed)
        {
            return LayerOutcome.Unchanged;
        }

        Copy(_rootEnd, _json.Length);
        Flush();
        return LayerOutcome.Changed;
    }

    private void ReadScalar(int rootPath)
    {
        var start = (int)_reader.TokenStartIndex;
        var end = (int)_reader.BytesConsumed;
        var state = BeginValue(start, rootPath, out _);
        var value = _reader.TokenType == JsonTokenType.String && _reader.ValueIsEscaped
            ? JsonText.Unescape(_reader.ValueSpan, _decoded)
            : _reader.ValueSpan;
        _replacement.Clear();
        if (state?.Field is { Type: FieldType.ScreenHeight } && _session.Treatments.Screen is null && _depth >= 0 && !_frame.LookedAhead)
        {
            _frame.LookedAhead = true;
            ScreenPairing.LookAhead(_session, _frame.State, _reader);
        }

        var unit = state is { IsUnit: true } ? BeginUnit(state, start) : default;
        var verdict = FieldDecider.Decide(_session, state, value, _reader.TokenType == JsonTokenType.Null, _replacement, isUtf8: true);
        if (state is { IsUnit: true } && !_session.EndUnit(unit, verdict != ValueVerdict.Drop))
        {
            verdict = ValueVerdict.Drop;
        }

        switch (verdict)
        {
            case ValueVerdict.Keep:
                Copy(Lead(start), end);
                EndMember(end, written: true);
                break;
            case ValueVerdict.Replace:
                Copy(Lead(start), start);
                Flush();
                WriteReplacement();
                _changed = true;
                EndMember(end, written: true);
                break;
            default:
                Leave(end, state);
                break;
        }
    }

    private void ReadStart(int rootPath)
    {
        var start = (int)_reader.TokenStartIndex;
        var isArray = _reader.TokenType == JsonTokenType.StartArray;
        var state = BeginValue(start, rootPath, out var byWildcard);
        _session.CountField();
        if (state is null || !(isArray ? state.Element is not null : state.HasMembers))
        {
            _session.ResetFound();
            var reason = state?.Field is null ? WithheldReason.UnknownField : ReferenceEquals(state, FieldState.SetByGateway) ? WithheldReason.Overridden : WithheldReason.Shape;
            if (_session.Trace is not null && reason == WithheldReason.UnknownField)
            {
                UnknownLeaves.Record(_session, _reader);
            }

            _session.Record(state?.Field, FieldOutcome.Dropped, reason, rule: null, default, default);
            if (state?.Field is { Required: true })
            {
                _session.MissRequired();
            }

            _reader.Skip();
            Leave((int)_reader.BytesConsumed, state);
            return;
        }

        var memberStart = _depth < 0 ? 0 : _frame.Lead;
        _frame = ref _frames.Push(++_depth);
        ref var frame = ref _frame;
        frame.State = state;
        frame.MemberStart = memberStart;
        frame.ContentStart = frame.Lead = frame.LastEnd = (int)_reader.BytesConsumed;
        frame.IsArray = isArray;
        frame.ByWildcard = byWildcard;
        frame.Path = _session.Path?.Mark ?? 0;
        frame.ScreenBefore = _session.Treatments.Screen;

        // Width and height stand beside each other; those of another object say nothing here.
        _session.Treatments.Screen = null;
        if (state.IsUnit)
        {
            Flush();
            frame.Unit = BeginUnit(state, start);
            frame.IsUnit = true;
            frame.Before = (_output.Length, _opened, _opened == 0 ? 0 : _frames[_opened - 1].Written);
        }
    }

    private readonly UnitMark BeginUnit(FieldState state, int start)
    {
        if (!_session.LooksAhead)
        {
            return _session.BeginUnit();
        }

        var end = _reader;
        end.Skip();
        return _session.BeginUnit(_session.LookAhead(Walk, _json[start..(int)end.BytesConsumed], state));
    }

    private void ReadEnd()
    {
        ref var frame = ref _frame;
        var end = (int)_reader.BytesConsumed;

        // One that came empty stays; one that became empty goes. A name that only a wildcard knows is the client's: it stays
        // where the wildcard's own values may.
        var mayBeEmpty = !frame.ByWildcard || frame.State.Field?.Plan.For(_session.Grant) is not null;
        if (frame.Opened || (frame.Seen == 0 && mayBeEmpty))
        {
            OpenTo(_depth);
            if (frame.Written > 0)
            {
                WriteSettings(ref frame);
            }

            Copy(frame.LastEnd, end);
        }

        var written = frame.Opened;
        if (frame.IsUnit && !_session.EndUnit(frame.Unit, written))
        {
            TakeBack(frame.Before);
            written = false;
        }

        _session.Treatments.Screen = frame.ScreenBefore;
        var state = frame.State;
        if (--_depth >= 0)
        {
            _frame = ref _frames[_depth];
        }

        _opened = Math.Min(_opened, _depth + 1);
        if (written)
        {
            EndMember(end, written: true);
        }
        else
        {
            Leave(end, state);
        }
    }

    // A document that breaks off leaves no event half counted.
    private readonly void AbandonUnits()
    {
        for (var depth = _depth; depth >= 0; depth--)
        {
            if (_frames[depth].IsUnit)
            {
                _session.AbandonUnit(_frames[depth].Unit);
            }
        }
    }

    private readonly void Release()
    {
        _session.Return(_frames);
        _session.Return(_replacement);
        _session.Return(_decoded);
    }
}
