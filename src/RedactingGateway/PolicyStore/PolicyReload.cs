using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Logging;
using RedactingGateway.Options;
using RedactingGateway.Routing;
using RedactingGateway.State;
using RedactingGateway.State.Salts;
using Yarp.ReverseProxy.Configuration;

namespace RedactingGateway.PolicyStore;

/// <summary>Puts in force what stands in the policy's files, or refuses it; one at a time.</summary>
/// <remarks>Everything is made aside; requests wait for none of it. Whatever goes wrong, the policy in force goes on.</remarks>
internal sealed class PolicyReload(
    PolicySource source,
    PolicyHolder policies,
    PolicyRoutes routes,
    VendorClusters clusters,
    IConfigValidator validator,
    SaltKeeper salts,
    SettingsInUse settings,
    LastReload last,
    ReloadAccounts accounts,
    TimeProvider time,
    ILogger<PolicyReload> logger,
    NodeRegistry? nodes = null) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private volatile PolicyReading? _judged;

    /// <summary>Whether something was read that has not been judged yet.</summary>
    public bool IsNew(PolicyReading reading) => _judged is { } judged ? !reading.IsSameAs(judged) : reading.Revision != policies.Current.Revision || !reading.IsComplete;

    /// <summary>Judges what was read, or what stands in the files now.</summary>
    public async Task<ReloadOutcome> RunAsync(ReloadCause cause, PolicyReading? reading = null)
    {
        await _one.WaitAsync();
        try
        {
            var before = policies.Current.Revision;
            var outcome = await JudgeAsync(cause, reading) with { TakenAtNextStart = settings.Changed() };
            last.Add(outcome);
            accounts.Add(outcome.Result);
            Report(outcome, before);
            return outcome;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<ReloadOutcome> JudgeAsync(ReloadCause cause, PolicyReading? reading)
    {
        var inForce = policies.Current.Revision;
        try
        {
            reading ??= source.ReadSettled();
            _judged = reading;
            if (reading.Revision == inForce && reading.IsComplete)
            {
                return new(ReloadResult.Unchanged, cause, time.GetUtcNow(), inForce, last.InForce.Diagnostics);
            }

            // A folder that is copied anew or a mount that dropped looks like an author who wants the shipped files, which may let more leave: that takes somebody's word.
            if (cause == ReloadCause.Change && reading.GoneSince(policies.Current) is { IsEmpty: false } gone)
            {
                return new(ReloadResult.Refused, cause, time.GetUtcNow(), reading.Revision, gone);
            }

            var (policy, diagnostics) = await CompileAsync(reading);
            if (policy is null)
            {
                return new(ReloadResult.Refused, cause, time.GetUtcNow(), reading.Revision, diagnostics);
            }

            await PutInForceAsync(policy);
            return new(ReloadResult.Accepted, cause, time.GetUtcNow(), policy.Revision, diagnostics);
        }
#pragma warning disable CA1031 // Whatever goes wrong here: the policy in force goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.PolicyNotReloaded(cause, inForce, e);
            return new(ReloadResult.Failed, cause, time.GetUtcNow(), reading?.Revision ?? "", []);
        }
    }

    // On a thread of its own, which yields where the system knows how: the pool's threads are for requests.
    private Task<PolicyLoadResult> CompileAsync(PolicyReading reading) => Task.Factory.StartNew(
        () =>
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return source.Compile(reading);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private async Task PutInForceAsync(PolicySnapshot policy)
    {
        var next = new RevisionRoutes(policy, routes.Latest);
        await CheckAsync(next);
        await salts.RunAsync(policy);
        clusters.KeepCurrent();
        await routes.ApplyAsync(next);
        await (nodes?.BeatAsync() ?? Task.CompletedTask);
    }

    // The policy's own checks refuse what YARP would: this is for what they overlook, before YARP has half of it.
    private async Task CheckAsync(RevisionRoutes next)
    {
        List<Exception> errors = [];
        foreach (var cluster in next.Clusters)
        {
            errors.AddRange(await validator.ValidateClusterAsync(cluster));
        }

        foreach (var route in next.Routes)
        {
            errors.AddRange(await validator.ValidateRouteAsync(route));
        }

        if (errors.Count > 0)
        {
            throw new AggregateException(errors);
        }
    }

    private void Report(ReloadOutcome outcome, string before)
    {
        switch (outcome.Result)
        {
            case ReloadResult.Accepted:
                Tell(outcome.Diagnostics);
                logger.PolicyReloaded(outcome.Revision, before, outcome.Cause);
                break;
            case ReloadResult.Refused:
                Tell(outcome.Diagnostics);
                logger.PolicyRefused(outcome.Diagnostics.Count(static d => d.Severity == Severity.Error), outcome.Cause, before);
                break;
        }

        if (!outcome.TakenAtNextStart.IsEmpty)
        {
            logger.SettingsNotTaken(string.Join(", ", outcome.TakenAtNextStart));
        }
    }

    private void Tell(ImmutableArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Severity == Severity.Error)
            {
                logger.PolicyError(diagnostic.ToString());
            }
            else if (diagnostic.Severity == Severity.Warning)
            {
                logger.PolicyDiagnostic(diagnostic.ToString());
            }
        }
    }
}
