using System.Buffers;
using System.Text.Unicode;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Looks for values of the content net behind encodings that nobody declared: percent, JSON escapes, base64, hexadecimal.</summary>
/// <remarks>What such a run decodes to by chance is hardly ever text, and never holds a find; so it costs time, and no usefulness.</remarks>
internal sealed class HiddenText : IDisposable
{
    // Percent-encodings inside each other that are looked through; page addresses in tracker fields have up to 3.
    private const int MaxPercents = 4;

    // Base64 and escaped JSON inside of what base64 or an escape decoded to. Each is at most as long as what it stands in.
    private const int MaxDepth = 6;

    // 14 hexadecimal digits: 7 bytes, the shortest IPv4 address.
    private const int MinHexLength = 14;

    // Letters and digits glued before base64 shift it by up to three places.
    private const int MaxShift = 3;

    // Compressed text is only tested, never looked into: 64 KiB are enough to see that it is one.
    private const int MaxProbeBytes = 64 * 1024;
    private const int MaxProbeRatio = 1000;

    // More beginnings of zlib than this in one text are no chance.
    private const int MaxProbes = 16;

    private static readonly SearchValues<byte> Separators = SearchValues.Create("/-_"u8);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly PooledBuffer _even = new();
    private readonly PooledBuffer _odd = new();
    private readonly PooledBuffer _probe = new();
    private int _probes;
    private readonly PooledBuffer[] _layers = [.. Enumerable.Range(0, MaxDepth).Select(_ => new PooledBuffer())];

    /// <summary>Whether something may not leave that <paramref name="text"/> decodes to.</summary>
    /// <param name="text">Decoded as its place asks for.</param>
    /// <param name="net">Decides what is found.</param>
    /// <param name="kind">What was found first.</param>
    public bool Holds(ReadOnlySpan<byte> text, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        _probes = 0;
        for (var depth = 0; text.Contains((byte)'%'); depth++)
        {
            var decoded = PercentCoding.Decode(text, plusIsSpace: false, depth % 2 == 0 ? _even : _odd);
            if (decoded.SequenceEqual(text))
            {
                break;
            }

            // Still encoded after all that: not decoded all the way down, so it does not leave.
            if (depth == MaxPercents || net.FindsForbidden(decoded, out kind))
            {
                return true;
            }

            text = decoded;
        }

        return Inside(text, 0, net, out kind);
    }

    /// <summary>Wipes what was looked through.</summary>
    public void Dispose()
    {
        _even.Wipe();
        _odd.Wipe();
        _probe.Wipe();
        foreach (var layer in _layers)
        {
            layer.Wipe();
        }
    }

    private bool Inside(ReadOnlySpan<byte> text, int depth, ContentNetPass net, out DetectorKind kind)
    {
        // Still something packed after all that: not decoded all the way down, so it does not leave.
        kind = DetectorKind.Token;
        return depth == MaxDepth
            || InRuns(text, depth, net, out kind) || InEscapes(text, depth, net, out kind) || (depth > 0 && InPercents(text, depth, net, out kind));
    }

    // Below another encoding; on the outside all levels were looked through already.
    private bool InPercents(ReadOnlySpan<byte> text, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        if (!text.Contains((byte)'%'))
        {
            return false;
        }

        var layer = _layers[depth];
        var plain = PercentCoding.Decode(text, plusIsSpace: false, layer);
        return !plain.SequenceEqual(text) && (net.FindsForbidden(plain, out kind) || Inside(plain, depth + 1, net, out kind));
    }

    // JSON inside of JSON: \u0022 and \u002B stand in the middle of what would be base64 without them.
    private bool InEscapes(ReadOnlySpan<byte> text, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        if (!text.Contains((byte)'\\'))
        {
            return false;
        }

        // An escape is longer than what it stands for: equally long, there was none.
        var plain = JsonText.UnescapeLoosely(text, _layers[depth]);
        return plain.Length < text.Length && (net.FindsForbidden(plain, out kind) || Inside(plain, depth + 1, net, out kind));
    }

    private bool InRuns(ReadOnlySpan<byte> text, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        if (text.Length < LongRunScanner.MinLength)
        {
            return false;
        }

        var runs = new LongRunScanner(text);
        while (runs.TryNext(out var run))
        {
            if (InRun(run, depth, net, out kind))
            {
                return true;
            }
        }

        return false;
    }

    // The digits / - _ are also what stands between base64 and its surroundings: /u/YW5u…, id_YW5u….
    private bool InRun(ReadOnlySpan<byte> run, int depth, ContentNetPass net, out DetectorKind kind)
    {
        if (InShifted(run, depth, net, out kind))
        {
            return true;
        }

        if (!run.ContainsAny(Separators))
        {
            return false;
        }

        foreach (var range in run.SplitAny(Separators))
        {
            var piece = run[range];
            if (piece.Length >= LongRunScanner.MinLength && InShifted(piece, depth, net, out kind))
            {
                return true;
            }
        }

        return false;
    }

    private bool InShifted(ReadOnlySpan<byte> run, int depth, ContentNetPass net, out DetectorKind kind)
    {
        for (var shift = 0; shift <= MaxShift && run.Length - shift >= LongRunScanner.MinLength; shift++)
        {
            if (InBase64(run[shift..], depth, net, out kind))
            {
                return true;
            }
        }

        return InHex(run, depth, net, out kind);
    }

    private bool InBase64(ReadOnlySpan<byte> run, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        var layer = _layers[depth];
        layer.Clear();

        // One digit more than whole bytes is glued on, or the run ends early.
        var digits = run.Length % 4 == 1 ? run[..^1] : run;
        LooseBase64.Decode(digits, layer);
        return InDecoded(layer.WrittenMemory, depth, net, out kind);
    }

    private bool InHex(ReadOnlySpan<byte> run, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        if (run.Length < MinHexLength || run.ContainsAnyExcept(HexDigits))
        {
            return false;
        }

        var layer = _layers[depth];
        layer.Clear();
        var digits = run[..(run.Length / 2 * 2)];
        var status = Convert.FromHexString(digits, layer.GetSpan(digits.Length / 2), out _, out var written);
        layer.Advance(written);
        return status == OperationStatus.Done && InDecoded(layer.WrittenMemory, depth, net, out kind);
    }

    private bool InDecoded(ReadOnlyMemory<byte> decoded, int depth, ContentNetPass net, out DetectorKind kind)
    {
        kind = default;
        if (IsCompressed(decoded) || (net.IsStructural && JsonText.BeginsLikeJson(decoded.Span) && Utf8.IsValid(decoded.Span)))
        {
            kind = DetectorKind.Token;
            return true;
        }

        return Utf8.IsValid(decoded.Span)
            ? net.FindsForbidden(decoded.Span, out kind) || Inside(decoded.Span, depth + 1, net, out kind)
            : AsciiRuns.Of(decoded.Span, _probe) is { IsEmpty: false } runs && net.FindsForbidden(runs, out kind);
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
            && (++_probes > MaxProbes || Compression.Decompress(CompressionKind.Zlib, data, MaxProbeBytes, MaxProbeRatio, _probe) is LayerOutcome.Changed or LayerOutcome.Limit);
    }
}
