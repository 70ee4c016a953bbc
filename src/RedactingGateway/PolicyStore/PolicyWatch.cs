using System.Collections.Immutable;
using System.Threading.Channels;
using RedactingGateway.Core.Policies;
using RedactingGateway.Logging;
using RedactingGateway.Options;

namespace RedactingGateway.PolicyStore;

/// <summary>Reloads the policy when its files have changed and stand still.</summary>
/// <remarks>
/// What the system announces only says that it is time to look, and so does a timer: mounts over the network announce nothing, and
/// links that are turned to another folder (ConfigMaps, git-sync) announce no change of the files behind them. Whether something
/// changed is told by what stands in the files. Files that are written one after the other, or half, are waited for: what is judged
/// was read twice, some time apart, and was the same.
/// </remarks>
internal sealed class PolicyWatch(PolicySource source, PolicyReload reload, PolicyHolder policies, SettingsInUse inUse, GatewayOptions settings, TimeProvider time, ILogger<PolicyWatch> logger) : BackgroundService
{
    // Half a second without a change: editors and unpackers are done by then, and nobody waits long.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly Channel<bool> _look = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private ImmutableArray<string> _toldSettings = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var own = Watch(source.Directory);
        using var shipped = Path.GetFullPath(source.Directory) == Path.GetFullPath(PolicyLoader.ShippedDirectory) ? null : Watch(PolicyLoader.ShippedDirectory);
        await using var timer = settings.PolicyPolling > TimeSpan.Zero
            ? time.CreateTimer(static watch => ((PolicyWatch)watch!).Wake(), this, settings.PolicyPolling, settings.PolicyPolling)
            : null;

        // What changed before the watch began.
        Wake();
        try
        {
            await foreach (var _ in _look.Reader.ReadAllAsync(stoppingToken))
            {
                await TryLookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends.
        }
    }

    private async Task TryLookAsync(CancellationToken stopping)
    {
        try
        {
            await LookAsync(stopping);
        }
#pragma warning disable CA1031 // A look that fails ends neither the watch nor the process.
        catch (Exception e) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.PolicyNotReloaded(ReloadCause.Change, policies.Current.Revision, e);
        }
    }

    private async Task LookAsync(CancellationToken stopping)
    {
        TellSettings();
        var reading = source.Read();
        while (reload.IsNew(reading))
        {
            await Task.Delay(Quiet, time, stopping);
            var again = source.Read();
            if (again.IsSameAs(reading) && reload.IsNew(again))
            {
                await reload.RunAsync(ReloadCause.Change, again);
                return;
            }

            reading = again;
        }
    }

    // Once, whatever becomes of the policy.
    private void TellSettings()
    {
        var changed = inUse.Changed();
        if (!changed.SequenceEqual(_toldSettings, StringComparer.Ordinal) && !changed.IsEmpty)
        {
            logger.SettingsNotTaken(string.Join(", ", changed));
        }

        _toldSettings = changed;
    }

    private void Wake() => _look.Writer.TryWrite(true);

    private FileSystemWatcher? Watch(string folder)
    {
        if (!settings.PolicyWatch)
        {
            return null;
        }

        var watcher = new FileSystemWatcher();
        try
        {
            watcher.Path = folder;
            watcher.IncludeSubdirectories = true;
            watcher.Changed += OnChange;
            watcher.Created += OnChange;
            watcher.Deleted += OnChange;
            watcher.Renamed += OnChange;
            watcher.Error += (_, _) => Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher.Dispose();
            logger.PolicyNotWatched(folder, e.GetType().Name, settings.PolicyPolling);
            return null;
        }
    }

    private void OnChange(object sender, FileSystemEventArgs change)
    {
        if (Concerns(change.FullPath, settings.StateDirectory) || (change is RenamedEventArgs renamed && Concerns(renamed.OldFullPath, settings.StateDirectory)))
        {
            Wake();
        }
    }

    /// <summary>Whether a policy may be changed by what happened at a path: texts, folders, and the link of a ConfigMap (<c>..data</c>).</summary>
    /// <remarks>The state's files, which change all the time, may lie in the same folder.</remarks>
    internal static bool Concerns(string path, string stateDirectory)
    {
        var name = Path.GetFileName(path.AsSpan());
        return (name.EndsWith(".yaml", StringComparison.Ordinal) || name.StartsWith("..", StringComparison.Ordinal) || !name.Contains('.'))
            && !Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(stateDirectory)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
