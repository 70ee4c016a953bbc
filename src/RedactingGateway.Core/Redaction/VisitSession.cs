using System.Buffers.Text;
using System.Security.Cryptography;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>The visitor's session, from the parameter that says when it began (GA4 <c>sid</c>).</summary>
internal sealed class VisitSession
{
    // 24 hours: a session that claims to be older is a new one; so nobody can ask for an epoch that is over.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly byte[] _seed = new byte[HMACSHA256.HashSizeInBytes];

    /// <summary>Whether the session may tie surrogates together: its own field may leave.</summary>
    public bool HasSeed { get; private set; }

    public ReadOnlySpan<byte> Seed => _seed;

    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_seed);
        HasSeed = false;
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
        var now = session.Treatments.Keys.Now;
        var began = number is > 0 and < firstMilliseconds * 100
            ? number < firstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(number) : DateTimeOffset.FromUnixTimeMilliseconds(number)
            : DateTimeOffset.MaxValue;
        if (began <= now && now - began < Longest)
        {
            session.Treatments.EpochTime = began;
        }

        session.Treatments.Keys.DeriveSeed(session.Destination.Recipient, value, _seed);
        HasSeed = true;
    }
}
