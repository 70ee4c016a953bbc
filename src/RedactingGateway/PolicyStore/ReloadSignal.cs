using System.Runtime.InteropServices;

namespace RedactingGateway.PolicyStore;

/// <summary>SIGHUP reloads the policy, as it does in other servers; for the program alone, not for hosts inside of another.</summary>
internal static class ReloadSignal
{
    /// <summary>Listens until disposed; null where the system has no such signal or the policy has no files.</summary>
    public static IDisposable? Listen(IServiceProvider services) =>
        !OperatingSystem.IsWindows() && services.GetService<PolicyReload>() is { } reload
            ? PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                // Nobody else is to end the process for it.
                signal.Cancel = true;
                _ = reload.RunAsync(ReloadCause.Signal);
            })
            : null;
}
