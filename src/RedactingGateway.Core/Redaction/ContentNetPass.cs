using System.Buffers;
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

    // Percent-encodings inside each other that are looked through; page addresses in tracker fields have up to 3.
    private const int MaxDecodings = 4;

    // 12 characters: 9 bytes, the shortest address worth hiding (a@bcd.org).
    private const int MinBase64Length = 12;

    private static readonly SearchValues<byte> Base64Digits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"u8);

    // What no vendor's names, keys and versions look like: the kinds that structural fields are searched for.
    private const int FormedKinds = (1 << (int)DetectorKind.Email) | (1 << (int)DetectorKind.PaymentCard) | (1 << (int)DetectorKind.Iban);

    // Base64 and escaped JSON inside of what base64 or an escape decoded to. Each is at most as long as what it stands in.
    private const int MaxDepth = 6;

    // Compressed text inside base64 is only tested, never looked into: 64 KiB are enough to see that it is one.
    private const int MaxProbeBytes = 64 * 1024;
    private const int MaxProbeRatio = 1000;

    private WorkBudget _work;
    private int _kinds = -1;
    private readonly PooledBuffer _even = new();
    private readonly PooledBuffer _odd = new();
    private readonly PooledBuffer _span = new();
    private readonly PooledBuffer _probe = new();
    private readonly PooledBuffer[] _packed = [.. Enumerable.Range(0, MaxDepth).Select(_ => new PooledBuffer())];

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
        Span<DetectorHit> hits = stackalloc DetectorHit[MaxHits];
        var count = ContentNet.Find(text, hits, ref _work);
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
        if (!HidesForbidden(rest) && (outcome != TreatmentOutcome.Changed || formsWritten || !FindsForbidden(rest, out _)))
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
    /// Whether a structural value holds an e-mail address, a card or an account number, plain or packed. Its pattern may have room for
    /// one (an event's name is letters, digits and blanks); the other kinds look too much like names and keys.
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
        _probe.Dispose();
        foreach (var buffer in _packed)
        {
            buffer.Dispose();
        }


        _even.Dispose();
        _odd.Dispose();
        _span.Dispose();
    }

    private bool HidesForbidden(ReadOnlySpan<byte> text) => HidesForbidden(text, out _);

    private bool HidesForbidden(ReadOnlySpan<byte> text, out DetectorKind kind)
    {
        kind = default;
        for (var depth = 0; text.Contains((byte)'%'); depth++)
        {
            var decoded = PercentCoding.Decode(text, plusIsSpace: false, depth % 2 == 0 ? _even : _odd);
            if (decoded.SequenceEqual(text))
            {
                break;
            }

            // Still encoded after all that: not decoded all the way down, so it does not leave.
            if (depth == MaxDecodings || FindsForbidden(decoded, out kind))
            {
                return true;
            }

            text = decoded;
        }

        return HidesInside(text, 0, out kind);
    }

    private bool HidesInside(ReadOnlySpan<byte> text, int depth, out DetectorKind kind)
    {
        kind = default;
        return depth < MaxDepth && (HidesInBase64(text, depth, out kind) || HidesInEscapes(text, depth, out kind));
    }

    // JSON inside of JSON: \u0022 and \u002B stand in the middle of what would be base64 without them.
    private bool HidesInEscapes(ReadOnlySpan<byte> text, int depth, out DetectorKind kind)
    {
        kind = default;
        if (!text.Contains((byte)'\\'))
        {
            return false;
        }

        var plain = JsonText.UnescapeLoosely(text, _packed[depth]);
        return FindsForbidden(plain, out kind) || HidesInside(plain, depth + 1, out kind);
    }

    // An address that somebody packed into base64 is still an address. Words are base64 too, by chance: what they decode
    // to is hardly ever UTF-8 and never holds a find.
    private bool HidesInBase64(ReadOnlySpan<byte> text, int depth, out DetectorKind kind)
    {
        kind = default;
        while (!text.IsEmpty)
        {
            var start = text.IndexOfAny(Base64Digits);
            if (start < 0)
            {
                return false;
            }

            text = text[start..];
            var end = text.IndexOfAnyExcept(Base64Digits);
            var token = end < 0 ? text : text[..end];
            text = text[token.Length..];
            if (token.Length < MinBase64Length || !TryDecode(token, _packed[depth]))
            {
                continue;
            }

            var decoded = _packed[depth].WrittenMemory;
            if (IsCompressed(decoded))
            {
                kind = DetectorKind.Token;
                return true;
            }

            if (Utf8.IsValid(decoded.Span) && (FindsForbidden(decoded.Span, out kind) || HidesInside(decoded.Span, depth + 1, out kind)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryDecode(ReadOnlySpan<byte> token, PooledBuffer output)
    {
        output.Clear();
        return Base64Coding.TryDecode(token, urlAlphabet: token.IndexOfAny("-_"u8) >= 0, output);
    }

    // What is packed and compressed cannot be looked through at a bounded cost: not decoded all the way down, so it does not
    // leave. Two bytes of zlib also stand at the beginning of one random id in 8,000, so zlib must decompress.
    private bool IsCompressed(ReadOnlyMemory<byte> data)
    {
        if (Compression.IsGzip(data.Span) || Compression.IsZstd(data.Span))
        {
            return true;
        }

        _probe.Clear();
        return Compression.IsZlib(data.Span)
            && Compression.Decompress(CompressionKind.Zlib, data, MaxProbeBytes, MaxProbeRatio, _probe) is LayerOutcome.Changed or LayerOutcome.Limit;
    }

    private bool FindsForbidden(ReadOnlySpan<byte> text, out DetectorKind kind)
    {
        kind = default;
        Span<DetectorHit> hits = stackalloc DetectorHit[MaxHits];
        var count = ContentNet.Find(text, hits, ref _work);
        if (count < 0)
        {
            return true;
        }

        foreach (var hit in hits[..count])
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
