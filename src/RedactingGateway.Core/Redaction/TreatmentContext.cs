using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction.Forms;
using RedactingGateway.Core.Redaction.Urls;

namespace RedactingGateway.Core.Redaction;

/// <summary>What a treatment may know of the request it works for.</summary>
internal sealed class TreatmentContext : IDisposable
{
    private readonly List<UrlBuffers> _urls = [];
    private readonly PooledBuffer _even = new();
    private readonly PooledBuffer _odd = new();
    private bool _isOdd;
    private DateTimeOffset? _now;

    /// <summary>Keys of pseudonyms.</summary>
    public required PseudonymKeys Keys { get; set; }

    /// <summary>The content net, with the request's destination and grant.</summary>
    public required ContentNetPass Net { get; set; }

    /// <summary>Room for an intermediate value; cleared by whoever uses it.</summary>
    public PooledBuffer Scratch { get; } = new();

    /// <summary>What unbiased rounding is drawn by.</summary>
    public RoundingSeed Rounding { get; } = new();

    /// <summary>Now, as of the first field that asked: all fields of a request are of one epoch.</summary>
    public DateTimeOffset Now => _now ??= Keys.Now;

    /// <summary>When the running session began, where the protocol says so: pseudonyms stay in that epoch. Null: now.</summary>
    public DateTimeOffset? EpochTime { get; set; }

    /// <summary>Class of the last screen width, so that the height that follows it is of the same class.</summary>
    public ScreenClass? Screen { get; set; }

    /// <summary>Decodes one level of percent-encoding; the result is good until the call after the next one.</summary>
    public ReadOnlySpan<byte> DecodePercent(ReadOnlySpan<byte> text)
    {
        _isOdd = !_isOdd;
        return PercentCoding.Decode(text, plusIsSpace: false, _isOdd ? _odd : _even);
    }

    /// <summary>Buffers of addresses inside addresses: <paramref name="depth"/> levels in.</summary>
    public UrlBuffers Urls(int depth)
    {
        while (_urls.Count <= depth)
        {
            _urls.Add(new UrlBuffers());
        }

        return _urls[depth];
    }

    /// <summary>Wipes what a request left.</summary>
    public void Dispose()
    {
        Scratch.Wipe();
        _even.Wipe();
        _odd.Wipe();
        Rounding.Dispose();
        Screen = null;
        EpochTime = _now = null;
        foreach (var buffers in _urls)
        {
            buffers.Dispose();
        }
    }
}
