using System.Buffers.Binary;
using RedactingGateway.Core.Payloads;

namespace RedactingGateway.Core.Redaction;

/// <summary>
/// <c>pseudonymize</c>: HMAC-SHA-256 under a key of this domain, category and epoch, in the vendor's shape. Equal values
/// stay equal inside one domain and epoch; recipients of different domains cannot join their data by this value.
/// </summary>
/// <param name="domain">Who may link: the recipient, or a domain that the policy names.</param>
/// <param name="category">Data category of the value.</param>
/// <param name="rotateDays">Length of an epoch in days.</param>
/// <param name="shape">Shape of the value that leaves.</param>
/// <param name="bits">
/// Bits of the keyed hash that count, or 0 for all: with 20 there are a million pseudonyms, and people share them on purpose
/// (CNIL, conditions for a measurement proxy, 2022).
/// </param>
public sealed class PseudonymizeTreatment(string domain, string category, int rotateDays, PseudonymShape shape, int bits = 0) : Treatment
{
    /// <summary>Fewest bits: 256 pseudonyms.</summary>
    public const int MinBits = 8;

    /// <summary>Most bits: a million million pseudonyms are more than any audience shares.</summary>
    public const int MaxBits = 40;

    private PseudonymKey? _key;

    /// <summary>Length of an epoch in days.</summary>
    public int RotateDays => rotateDays;

    /// <summary>Bits of the keyed hash that count, or 0 for all.</summary>
    public int Bits => bits;

    /// <summary>Who may link.</summary>
    public string Domain => domain;

    /// <inheritdoc/>
    public override string Form =>
        $"pseudonymize ({shape.Text}, {rotateDays} {(rotateDays == 1 ? "day" : "days")}{(bits == 0 ? "" : $", {bits} bits")})";

    internal override bool WritesNumber => shape.IsNumber;

    internal override bool RevealsAtMost(Treatment other) => base.RevealsAtMost(other)
        || other is HashTreatment
        || (other is PseudonymizeTreatment wider && domain == wider.Domain && rotateDays <= wider.RotateDays && (wider.Bits == 0 || (bits != 0 && bits <= wider.Bits)));

    internal override TreatmentOutcome Apply(ReadOnlySpan<byte> value, TreatmentContext context, PooledBuffer output)
    {
        var time = context.EpochTime ?? context.Now;
        var key = _key;
        if (key is null || !context.Keys.IsOf(key, time))
        {
            // Two requests may derive the same key at once: it is the same key. Around midnight a session that began before
            // it derives the key of its own epoch, once for each of its fields.
            key = context.Keys.Derive(domain, category, rotateDays, time);
            if (key is null)
            {
                return TreatmentOutcome.NoKey;
            }

            _key = _key is { } cached && context.Keys.IsOf(cached, cached.Starts) && cached.Starts > key.Starts ? cached : key;
        }

        Span<byte> hash = stackalloc byte[KeyedHash.Length];
        key.Hash.Compute(value, hash);
        if (bits != 0)
        {
            Collide(key, hash);
        }

        shape.Fill(hash, output.GetSpan(shape.Length), time);
        output.Advance(shape.Length);
        return TreatmentOutcome.Changed;
    }

    // Every byte of the shape goes by the few bits that stay, and by nothing else.
    private void Collide(PseudonymKey key, Span<byte> hash)
    {
        Span<byte> few = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(few, BinaryPrimitives.ReadUInt64BigEndian(hash) >> ((sizeof(ulong) * 8) - bits));
        key.Hash.Compute(few, hash);
    }
}
