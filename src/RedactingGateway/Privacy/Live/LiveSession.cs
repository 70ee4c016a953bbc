using System.Collections.Immutable;
using System.Threading.Channels;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Privacy.Live;

/// <summary>An open page on this node, and the requests that it has not let go of yet. In memory only.</summary>
internal sealed class LiveSession(LiveSessionKey key)
{
    // 1,000 fields, or 100 requests: some page views; the oldest go first.
    private const int MostFields = 1_000;
    private const int Most = 100;

    private readonly Lock _lock = new();
    private readonly Queue<Numbered> _held = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _fields;
    private long _last;
    private CancellationTokenSource? _stream;
    private DateTimeOffset _leasedUntil;

    public LiveSessionKey Key => key;

    /// <summary>Whether what other nodes tell arrives here, and with it what this one tells.</summary>
    public bool IsListening { get; set; }

    /// <summary>Something came.</summary>
    public ChannelReader<bool> Awake => _wake.Reader;

    /// <summary>Whether the page is open, as far as can be told.</summary>
    public bool IsOpen(DateTimeOffset now)
    {
        lock (_lock)
        {
            return now < key.End && (_stream is not null || now < _leasedUntil);
        }
    }

    /// <summary>Whether the page has a stream; its end, or the session's, closes the page.</summary>
    public bool IsStreaming
    {
        get
        {
            lock (_lock)
            {
                return _stream is not null;
            }
        }
    }

    /// <summary>The page was fetched just now.</summary>
    public void Lease(DateTimeOffset until)
    {
        lock (_lock)
        {
            _leasedUntil = until;
        }
    }

    public void Add(LiveEntry entry)
    {
        lock (_lock)
        {
            _held.Enqueue(new Numbered(++_last, entry));
            _fields += entry.Fields.Length;
            while (_held.Count > Most || (_fields > MostFields && _held.Count > 1))
            {
                _fields -= _held.Dequeue().Entry.Fields.Length;
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>What came after an entry, oldest first.</summary>
    public ImmutableArray<Numbered> After(long number)
    {
        lock (_lock)
        {
            return [.. _held.Where(h => h.Number > number)];
        }
    }

    /// <summary>Begins the page's stream; the one before it ends.</summary>
    public CancellationTokenSource BeginStream(CancellationToken aborted, CancellationToken stopping)
    {
        var stream = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        lock (_lock)
        {
            _stream?.Cancel();
            _stream = stream;
            return stream;
        }
    }

    /// <summary>Ends a stream; true: it was the page's last, and the page is no longer open.</summary>
    public bool EndStream(CancellationTokenSource stream)
    {
        lock (_lock)
        {
            if (_stream != stream)
            {
                return false;
            }

            _stream = null;
            _leasedUntil = default;
            return true;
        }
    }

    /// <summary>Lets everything go.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _held.Clear();
            _fields = 0;
            _leasedUntil = default;
            _stream?.Cancel();
        }
    }

    /// <summary>An entry and its number.</summary>
    internal readonly record struct Numbered(long Number, LiveEntry Entry);
}
