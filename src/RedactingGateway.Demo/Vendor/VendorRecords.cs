namespace RedactingGateway.Demo.Vendor;

/// <summary>What the vendor received last, in memory.</summary>
internal sealed class VendorRecords
{
    // 50 requests: about ten pages of the shop.
    private const int Capacity = 50;

    private readonly Lock _lock = new();
    private readonly LinkedList<VendorRecord> _records = [];
    private int _received;

    /// <summary>Requests received since the start.</summary>
    public int Received
    {
        get
        {
            lock (_lock)
            {
                return _received;
            }
        }
    }

    public void Add(VendorRecord record)
    {
        lock (_lock)
        {
            _received++;
            _records.AddLast(record);
            if (_records.Count > Capacity)
            {
                _records.RemoveFirst();
            }
        }
    }

    /// <summary>Takes out the newest record that is exactly this request, byte for byte; null: the vendor received no such thing.</summary>
    /// <remarks>The gateway sends vendors no request id, so the bytes themselves are what joins the two sides.</remarks>
    public VendorRecord? Take(string target, ReadOnlySpan<byte> body)
    {
        lock (_lock)
        {
            for (var node = _records.Last; node is not null; node = node.Previous)
            {
                if (node.Value.Target == target && body.SequenceEqual(node.Value.Body.Span))
                {
                    _records.Remove(node);
                    return node.Value;
                }
            }

            return null;
        }
    }
}
