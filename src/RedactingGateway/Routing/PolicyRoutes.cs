using RedactingGateway.PolicyStore;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Model;

namespace RedactingGateway.Routing;

/// <summary>Gives YARP routes and clusters, and puts a policy in force together with them.</summary>
/// <remarks>
/// Routing replaces all routes at once, and each carries the snapshot that it was made from: a request takes its policy from the
/// route that it matched. There is no moment in which the two could be of different revisions, and no lock to wait for.
/// </remarks>
internal sealed class PolicyRoutes(PolicyHolder policies) : IProxyConfigProvider, IConfigChangeListener, IDisposable
{
    private volatile RevisionRoutes _latest = new(policies.Current, before: null);
    private volatile TaskCompletionSource? _applied;

    /// <summary>Routes and clusters of the latest policy.</summary>
    public RevisionRoutes Latest => _latest;

    /// <inheritdoc/>
    public IProxyConfig GetConfig() => _latest;

    /// <summary>Ties a route to its snapshot.</summary>
    public void Tie(EndpointBuilder route)
    {
        var routes = _latest;
        if (route.Metadata.OfType<RouteModel>().Single().Config.Metadata?[RouteNames.RevisionKey] == routes.Mark)
        {
            route.Metadata.Add(routes.Policy);
        }
    }

    /// <summary>Puts routes and their policy in force; only one at a time.</summary>
    /// <exception cref="InvalidOperationException">YARP does not take them; those before go on.</exception>
    public async Task ApplyAsync(RevisionRoutes next)
    {
        var before = _latest;
        var applied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _applied = applied;
        _latest = next;
        before.Supersede();
        await applied.Task;
        before.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _latest.Dispose();

    void IConfigChangeListener.ConfigurationLoadingFailed(IProxyConfigProvider configProvider, Exception exception) => Fail(exception);

    void IConfigChangeListener.ConfigurationLoaded(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
    }

    void IConfigChangeListener.ConfigurationApplyingFailed(IReadOnlyList<IProxyConfig> proxyConfigs, Exception exception) => Fail(exception);

    void IConfigChangeListener.ConfigurationApplied(IReadOnlyList<IProxyConfig> proxyConfigs)
    {
        if (_latest is var routes && proxyConfigs.Contains(routes))
        {
            policies.Replace(routes.Policy);
            _applied?.TrySetResult();
        }
    }

    private void Fail(Exception exception) => _applied?.TrySetException(new InvalidOperationException("The routes were not taken.", exception));
}
