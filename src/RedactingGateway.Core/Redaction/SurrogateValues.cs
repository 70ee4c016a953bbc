using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Protocols;

namespace RedactingGateway.Core.Redaction;

/// <summary>Writes surrogates: a value of the field's shape that is random, but the same for one category in one request, or in one session.</summary>
internal sealed class SurrogateValues
{
    private readonly byte[] _seed = new byte[HMACSHA256.HashSizeInBytes];
    private bool _hasSeed;

    /// <summary>Forgets the request's seed.</summary>
    public void Clear()
    {
        CryptographicOperations.ZeroMemory(_seed);
        _hasSeed = false;
    }

    public void Write(CompiledField field, VisitSession visit, DateTimeOffset time, PooledBuffer output)
    {
        if (field.Surrogate!.Constant is { } constant)
        {
            output.Write(constant);
            return;
        }

        if (!_hasSeed)
        {
            RandomNumberGenerator.Fill(_seed);
            _hasSeed = true;
        }

        Span<byte> source = stackalloc byte[PseudonymShape.SourceBytes];
        var seed = field.Surrogate.IsPerSession && visit.HasSeed ? visit.Seed : _seed;
        HMACSHA256.HashData(seed, Encoding.UTF8.GetBytes(field.Category ?? ""), source);
        field.Shape.Fill(source, output.GetSpan(field.Shape.Length), time);
        output.Advance(field.Shape.Length);
    }
}
