using System.Text.Unicode;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// The content net of one request: looks into allowed text for values of other categories and decides each find like a
/// field of its category.
/// </summary>
internal sealed class ContentNetPass : IDisposable
{
    // More finds than this and the whole field goes: text that dense is a list of people, not a sentence.
    private const int MaxHits = 16;

    // What no vendor's names, keys and versions look like: the kinds that structural fields are searched for.
    private const int FormedKinds =
        (1 << (int)DetectorKind.Email) | (1 << (int)DetectorKind.PaymentCard) | (1 << (int)DetectorKind.Iban) | (1 << (int)DetectorKind.Phone);

    // Offsets and kinds of one search; what was found is not in here.
    private readonly DetectorHit[] _hits = new DetectorHit[MaxHits];
    private readonly DetectorHit[] _candidates = new DetectorHit[MaxHits * ContentNet.CandidatesPerHit];
    private WorkBudget _work;
    private int _kinds = -1;
    private readonly HiddenText _hidden = new();
    private readonly PooledBuffer _span = new();

    /// <summary>Whether a structural value is looked at: then any document packed into it is a find.</summary>
    public bool IsStructural => _kinds == FormedKinds;

    /// <summary>Where the request goes.</summary>
    public CompiledDestination Destination { get; set; } = null!;

    /// <summary>Granted purposes.</summary>
    public ulong Grant { get; set; }

    /// <summary>What was found since this was last reset: one bit a <see cref="DetectorKind"/>.</summary>
    public int Found { get; set; }

    /// <summary>Cuts out of <paramref name="text"/> what may not leave; in text only the span is replaced.</summary>
    public TreatmentOutcome Clean(ReadOnlySpan<byte> text, TreatmentContext context, PooledBuffer output)
    {
        _work = WorkBudget.ForField(text.Length);

        // Its own: what treats a find may search again.
        Span<DetectorHit> hits = stackalloc DetectorHit[MaxHits];
        var count = ContentNet.Find(text, hits, _candidates, ref _work);
        if (count < 0)
        {
            return TreatmentOutcome.Detected;
        }

        var outcome = TreatmentOutcome.Unchanged;
        var start = output.Length;
        var copied = 0;
        var formsWritten = false;
        foreach (var hit in hits[..count])
        {
            var value = text.Slice(hit.Start, hit.Length);
            if (IsAllowed(hit.Kind))
            {
                continue;
            }

            output.Write(text[copied..hit.Start]);
            copied = hit.Start + hit.Length;
            formsWritten |= WriteReplacement(hit.Kind, value, context, output);
            outcome = TreatmentOutcome.Changed;
        }

        if (outcome == TreatmentOutcome.Changed)
        {
            output.Write(text[copied..]);
        }

        // What hides behind an encoding has no span in this text, and what stood glued to a find shows only now: the whole
        // field goes. (An allowed form, such as a shortened address, is still a find; only placeholders are none.)
        var rest = outcome == TreatmentOutcome.Changed ? output.Written[start..] : text;
        if (!HidesForbidden(rest, out _) && (outcome != TreatmentOutcome.Changed || formsWritten || !FindsForbidden(rest, out _)))
        {
            return outcome;
        }

        output.Truncate(start);
        return TreatmentOutcome.Detected;
    }

    /// <summary>Whether <paramref name="text"/>, or what it decodes to, holds something that may not leave as it is.</summary>
    public bool HoldsForbidden(ReadOnlySpan<byte> text) => HoldsForbidden(text, out _);

    /// <summary>The same, naming the first kind found.</summary>
    public bool HoldsForbidden(ReadOnlySpan<byte> text, out DetectorKind kind)
    {
        _work = WorkBudget.ForField(text.Length);
        return FindsForbidden(text, out kind) || HidesForbidden(text, out kind);
    }

    /// <summary>
    /// Whether a structural value holds an e-mail address, a telephone, card or account number, plain or packed. Its pattern may have room
    /// for one (an event's name is letters, digits and blanks); the other kinds look too much like names and keys.
    /// </summary>
    public bool HoldsFormedValue(ReadOnlySpan<byte> text)
    {
        _kinds = FormedKinds;
        var holds = HoldsForbidden(text);
        _kinds = -1;
        return holds;
    }

    /// <summary>Wipes what was looked through; the pass may be used again.</summary>
    public void Dispose()
    {
        // A search that an exception ended left its kinds behind; the next request is searched for all.
        _kinds = -1;
        _hidden.Dispose();
        _span.Wipe();
    }

    private bool HidesForbidden(ReadOnlySpan<byte> text, out DetectorKind kind) => _hidden.Holds(text, this, out kind);

    /// <summary>Whether <paramref name="text"/> holds something as it stands that may not leave.</summary>
    public bool FindsForbidden(ReadOnlySpan<byte> text, out DetectorKind kind)
    {
        kind = default;
        var count = ContentNet.Find(text, _hits, _candidates, ref _work);
        if (count < 0)
        {
            return true;
        }

        foreach (var hit in _hits.AsSpan(0, count))
        {
            if ((_kinds & (1 << (int)hit.Kind)) != 0 && !IsAllowed(hit.Kind))
            {
                kind = hit.Kind;
                return true;
            }
        }

        return false;
    }

    private bool IsAllowed(DetectorKind kind)
    {
        Found |= 1 << (int)kind;
        return Destination.Detected[(int)kind].For(Grant) is { Treatment.Keeps: true };
    }

    private bool WriteReplacement(DetectorKind kind, ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        if (Destination.Detected[(int)kind].For(Grant) is { } rule)
        {
            _span.Clear();
            if (rule.Treatment.Apply(value, context, _span) == TreatmentOutcome.Changed && Utf8.IsValid(_span.Written))
            {
                output.Write(_span.Written);
                return true;
            }
        }

        output.Write(DetectorNames.Placeholder(kind));
        return false;
    }
}
