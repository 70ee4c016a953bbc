using System.Threading.RateLimiting;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Vendors;

/// <summary>Step 1, its end. After it the client has not sent more to destinations than its rate (<see cref="GatewayLimits.ClientRate"/>).</summary>
/// <remarks>A client is what <see cref="ClientBucket"/> says. The limiter has a clock of its own: it decides nothing that is kept.</remarks>
internal sealed class ClientRate : IDisposable
{
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(1);

    // By rate, too: a policy with another one begins with full buckets.
    private readonly PartitionedRateLimiter<(int Bucket, int Rate)> _limiter = PartitionedRateLimiter.Create<(int Bucket, int Rate), (int Bucket, int Rate)>(
        static client => RateLimitPartition.GetTokenBucketLimiter(client, static key => new TokenBucketRateLimiterOptions
        {
            TokenLimit = key.Rate * GatewayLimits.ClientBurst,
            TokensPerPeriod = key.Rate,
            ReplenishmentPeriod = Refill,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    public bool Run(HttpContext context, GatewayFeature gateway)
    {
        using var lease = _limiter.AttemptAcquire((ClientBucket.Of(context.Connection.RemoteIpAddress), gateway.Policy.Limits.ClientRate));
        return lease.IsAcquired || gateway.Refuse(WithheldReason.RateLimit);
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter.Dispose();
}
