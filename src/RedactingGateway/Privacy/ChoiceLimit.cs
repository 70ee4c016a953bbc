using System.Threading.RateLimiting;
using RedactingGateway.Vendors;

namespace RedactingGateway.Privacy;

/// <summary>Limits how many choices one client may send.</summary>
/// <remarks>
/// A client is an IPv4 address or an IPv6 /64: what one household or phone is given (RFC 6177). Wider networks (/24, /48) would let one
/// machine lock out its neighbours. Addresses are kept only as a hash with a random key of this process, of 16 bits, so the memory is
/// bounded whatever addresses come: 65,536 buckets at most, and idle ones are let go. Two clients that share a bucket share its burst.
/// The limiter has a clock of its own: it decides nothing that is kept.
/// </remarks>
internal sealed class ChoiceLimit : IDisposable
{
    // 60 at once, one a second after: an office behind one address; no person comes near.
    private const int Burst = 60;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<int> _limiter = PartitionedRateLimiter.Create<int, int>(static bucket => RateLimitPartition.GetTokenBucketLimiter(
        bucket,
        static _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = 1, ReplenishmentPeriod = Refill, QueueLimit = 0, AutoReplenishment = true }));

    /// <summary>Takes one from what the client of a request has left.</summary>
    public bool TryTake(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(ClientBucket.Of(context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
