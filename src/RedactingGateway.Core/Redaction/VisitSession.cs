using System.Buffers.Text;
using System.Security.Cryptography;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>The visitor's session, from the parameter that says when it began (GA4 <c>sid</c>).</summary>
internal sealed class VisitSession : IDisposable
{
    // 24 hours: a session that claims to be older is a new one; so nobody can ask for an epoch that is over.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly byte[] _seed = new byte[KeyedHash.Length];
    private readonly PooledBuffer _id = new();
    private PseudonymKeys? _keys;
    private string _recipient = "";
    private bool _isHashed;

    /// <summary>Whether the session may tie surrogates together: its own field may leave.</summary>
    public bool HasSeed => _keys is not null;

    /// <summary>The seed, where there is one. Few requests ask for it, so it is hashed when the first value does.</summary>
    public ReadOnlySpan<byte> Seed
    {
        get
        {
            if (!_isHashed)
            {
                _keys!.DeriveSeed(_recipient, _id.Written, _seed);
                _isHashed = true;
            }

            return _seed;
        }
    }

    /// <summary>Wipes what the request left; it may be used again.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_seed);
        _id.Wipe();
        _keys = null;
        _isHashed = false;
    }

    /// <summary>Looks for the parameter in <paramref name="query"/>, before any field is decided.</summary>
    public void Read(RedactionSession session, CompiledEndpoint endpoint, ReadOnlySpan<byte> query)
    {
        if (!endpoint.HasSessionStart)
        {
            return;
        }

        var name = session.Rent();
        var value = session.Rent();
        foreach (var range in query.Split((byte)'&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf((byte)'=');
            if (equals < 0
                || endpoint.Query.Next(PercentCoding.Decode(pair[..equals], plusIsSpace: true, name), out _)?.Field is not { SessionStart: true } field)
            {
                continue;
            }

            Read(session, field, PercentCoding.Decode(pair[(equals + 1)..], plusIsSpace: true, value));
            break;
        }

        session.Return(value);
        session.Return(name);
    }

    private void Read(RedactionSession session, CompiledField field, ReadOnlySpan<byte> value)
    {
        // The visitor's id of the session ties events together; only where it may leave may anything else do so.
        var mayLeave = field.Plan.For(session.Grant) is not null;
        if (!mayLeave || !Utf8Parser.TryParse(value, out long number, out var read) || read != value.Length)
        {
            return;
        }

        const long firstMilliseconds = 100_000_000_000;
        var now = session.Treatments.Now;
        var began = number is > 0 and < firstMilliseconds * 100
            ? number < firstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number)
            : DateTimeOffset.MaxValue;
        if (began <= now && now - began < Longest)
        {
            session.Treatments.EpochTime = began;
        }

        (_keys, _recipient) = (session.Treatments.Keys, session.Destination.Recipient);
        _id.Write(value);
    }
}
