using System.Buffers.Binary;
using System.Security.Cryptography;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>Draws the number between 0 and 1 by which unbiased rounding goes up or down in one event.</summary>
/// <remarks>
/// <para>It must be the same when the event is sent again, or the vendor sees two amounts of one order, and must not depend on the
/// amount, or every 12 € of a year goes the same way and sums are wrong. So it is a keyed hash of the event's number
/// (<c>user.unique_id</c>: order, event, transaction) where one stood before the amount, and otherwise of the request as it
/// came, with the place of the event in it: an SDK sends the same bytes again.</para>
/// <para>All amounts of an event go by one number, so equal amounts stay equal in it. The key is the same for all recipients:
/// an order is rounded alike for each, and together they learn no more than one of them.</para>
/// </remarks>
internal sealed class RoundingSeed : IDisposable
{
    // The category of order, event and transaction ids; what stands below it is a person's.
    private const string EventCategory = "user.unique_id";

    // Events are sent again within days; the key is derived anew as seldom as that allows.
    private const int EpochDays = 30;

    // Longest id that counts, bytes: as long as an id may be.
    private const int MaxIdBytes = 512;

    private readonly byte[] _request = new byte[SHA256.HashSizeInBytes * 2];
    private readonly PooledBuffer _id = new();
    private PseudonymKey? _key;
    private ReadOnlyMemory<byte> _target;
    private ReadOnlyMemory<byte> _body;
    private bool _isHashed;
    private int _event;

    /// <summary>Begins a request.</summary>
    public void Begin(ReadOnlyMemory<byte> target, ReadOnlyMemory<byte> body) => (_target, _body) = (target, body);

    /// <summary>Begins an event of the request.</summary>
    public void BeginEvent()
    {
        _event++;
        _id.Clear();
    }

    /// <summary>Takes note of a value if it is the first id of the event; it need not be allowed to leave.</summary>
    public void See(string? category, ReadOnlySpan<byte> value)
    {
        if (_id.Length == 0 && category == EventCategory && value.Length <= MaxIdBytes)
        {
            _id.Write(value);
        }
    }

    /// <summary>A number from 0 to below 1, the same for one event.</summary>
    public double Draw(PseudonymKeys keys)
    {
        var now = keys.Now;
        if (_key is null || !keys.IsOf(_key, now))
        {
            _key = keys.DeriveRounding(EpochDays, now);
        }

        Span<byte> hash = stackalloc byte[KeyedHash.Length];
        if (_id.Length > 0)
        {
            _key.Hash.Compute(_id.Written, hash);
        }
        else
        {
            // Longer than any id, so that no id gives the same.
            Span<byte> place = stackalloc byte[MaxIdBytes + sizeof(int)];
            place.Clear();
            HashRequest();
            _request.CopyTo(place);
            BinaryPrimitives.WriteInt32LittleEndian(place[MaxIdBytes..], _event);
            _key.Hash.Compute(place, hash);
        }

        // The 53 bits that a double holds.
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Wipes what the request left.</summary>
    public void Dispose()
    {
        _id.Wipe();
        CryptographicOperations.ZeroMemory(_request);
        _target = _body = default;
        _isHashed = false;
        _event = 0;
    }

    private void HashRequest()
    {
        if (!_isHashed)
        {
            SHA256.HashData(_target.Span, _request);
            SHA256.HashData(_body.Span, _request.AsSpan(SHA256.HashSizeInBytes));
            _isHashed = true;
        }
    }
}
