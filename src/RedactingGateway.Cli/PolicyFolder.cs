using System.CommandLine;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Cli;

/// <summary>The configuration folder that a verb is about.</summary>
internal static class PolicyFolder
{
    public static Argument<DirectoryInfo> Argument() => new("config") { Description = "Configuration folder.", DefaultValueFactory = _ => new DirectoryInfo("config") };

    /// <summary>Loads it; where that fails, says why on standard error.</summary>
    /// <returns>The policy, or null with the code to end with.</returns>
    public static (PolicySnapshot? Policy, int ExitCode) Load(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            Console.Error.WriteLine($"There is no folder '{folder}'.");
            return (null, Cli.ExitCode.Failed);
        }

        var loaded = PolicyLoader.Load(folder.ToString());
        if (loaded.Snapshot is null)
        {
            DiagnosticWriter.Write(Console.Error, loaded.Diagnostics, DiagnosticFormat.Text);
        }

        return (loaded.Snapshot, loaded.Snapshot is null ? Cli.ExitCode.PolicyErrors : Cli.ExitCode.Fine);
    }
}
