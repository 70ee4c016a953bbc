using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using RedactingGateway.Pipeline;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Salts;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.Telemetry;

/// <summary>What is, and not what happened: policy, vendors' hosts, state. Looked at when somebody asks.</summary>
/// <remarks>A service of the host, so that it is made when the host starts: before, the state is not opened.</remarks>
internal sealed class StandingMetrics : IHostedService, IDisposable
{
    /// <summary>What can be wrong with the state.</summary>
    public static readonly ImmutableArray<string> Problems = ["storage", "redis", "redisSettings", "policiesDiffer", "salt"];

    // 10 policies: a day of work on them; older ones are in the past of whoever keeps the metrics.
    private const int MaxRevisions = 10;

    private readonly Meter _meter;
    private readonly List<(string Revision, string Approval)> _policies = [];
    private readonly PolicyHolder _policy;

    public StandingMetrics(IMeterFactory meters, PolicyHolder policy, LastReload reload, VendorStates vendors, SqliteDatabase database, SaltKeeper salts, BodyBudget bodies, RedisLink? link = null, StateJournal? journal = null, NodeRegistry? nodes = null)
    {
        _policy = policy;
        _meter = meters.Create(GatewayMetrics.Meter);
        GatewayMetrics.PolicyInForce.Observe(_meter, ReadPolicies);
        GatewayMetrics.PolicyLoaded.Observe(_meter, () => [new Measurement<long>(reload.InForce.Time.ToUnixTimeSeconds())]);
        GatewayMetrics.PolicyBehind.Observe(_meter, () => [new Measurement<long>(reload.IsBehind ? 1 : 0)]);
        GatewayMetrics.VendorInFlight.Observe(_meter, () => vendors.Read(policy.Current).Select(static v => Measure(v, v.InFlight)));
        GatewayMetrics.VendorAvailable.Observe(_meter, () => vendors.Read(policy.Current).Select(static v => Measure(v, v.IsAvailable ? 1 : 0)));
        GatewayMetrics.BodyMemory.Observe(_meter, () => [new Measurement<long>(bodies.Held)]);
        GatewayMetrics.StateJournal.Observe(_meter, () => [new Measurement<long>(journal?.Length ?? 0)]);
        GatewayMetrics.StateProblem.Observe(_meter, () => new[] { database.Writer.Failure is not null, link?.DownSince is not null, nodes?.RedisReasons.Count > 0, nodes?.Diverges == true, salts.IsMissingOne }
            .Zip(Problems, static (isThere, problem) => new Measurement<long>(isThere ? 1 : 0, new KeyValuePair<string, object?>("problem", problem))));
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Measure(VendorState vendor, int value) =>
        new(value, new KeyValuePair<string, object?>("destination", vendor.Destination), new KeyValuePair<string, object?>("host", vendor.Host));

    // An exporter goes on telling the last value of a series that is no longer reported: earlier revisions are told to be over.
    private Measurement<long>[] ReadPolicies()
    {
        var now = (_policy.Current.Revision, PolicyApprovals.Of(_policy.Current));
        lock (_policies)
        {
            _policies.Remove(now);
            _policies.Add(now);
            if (_policies.Count > MaxRevisions)
            {
                _policies.RemoveAt(0);
            }

            return [.. _policies.Select(p => new Measurement<long>(p == now ? 1 : 0, new KeyValuePair<string, object?>("revision", p.Revision), new KeyValuePair<string, object?>("approval", p.Approval)))];
        }
    }
}
