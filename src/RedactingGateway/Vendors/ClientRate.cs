using System.Threading.RateLimiting;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Vendors;

/// <summary>Step 1, its end. After it the client has not sent more to destinations than its rate (<see cref="GatewayLimits.ClientRate"/>), nor its network than a multiple of it.</summary>
/// <remarks>A client is what <see cref="ClientBucket"/> says. The limiter has a clock of its own: it decides nothing that is kept.</remarks>
internal sealed class ClientRate : IDisposable
{
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<(int Bucket, int Rate)> _clients = NewLimiter();
    private readonly PartitionedRateLimiter<(int Bucket, int Rate)> _networks = NewLimiter();

    public bool Run(HttpContext context, GatewayFeature gateway)
    {
        var address = context.Connection.RemoteIpAddress;
        var rate = gateway.Policy.Limits.ClientRate;

        // The client's own first: one that is over it takes nothing away from its neighbours.
        return (TryTake(_clients, ClientBucket.Of(address), rate) && (ClientBucket.NetworkOf(address) is not { } network || TryTake(_networks, network, rate * GatewayLimits.NetworkRates)))
            || gateway.Refuse(WithheldReason.RateLimit);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _clients.Dispose();
        _networks.Dispose();
    }

    private static bool TryTake(PartitionedRateLimiter<(int Bucket, int Rate)> limiter, int bucket, int rate)
    {
        using var lease = limiter.AttemptAcquire((bucket, rate));
        return lease.IsAcquired;
    }

    // By rate, too: a policy with another one begins with full buckets.
    private static PartitionedRateLimiter<(int Bucket, int Rate)> NewLimiter() => PartitionedRateLimiter.Create<(int Bucket, int Rate), (int Bucket, int Rate)>(
        static client => RateLimitPartition.GetTokenBucketLimiter(client, static key => new TokenBucketRateLimiterOptions
        {
            TokenLimit = key.Rate * GatewayLimits.ClientBurst,
            TokensPerPeriod = key.Rate,
            ReplenishmentPeriod = Refill,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));
}
