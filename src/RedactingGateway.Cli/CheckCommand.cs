using System.CommandLine;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Cli;

/// <summary><c>check</c>: all diagnostics of a policy.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var config = PolicyFolder.Argument();
        var strict = new Option<bool>("--strict") { Description = "Exit with 2 if there are warnings." };
        var format = new Option<DiagnosticFormat>("--format") { Description = "How to write the diagnostics." };
        var command = new Command("check", "Lists everything that is wrong with a policy.") { config, strict, format };
        command.WithExamples("check", "check config --strict", "check config --format sarif");
        command.SetAction(parsed => Run(parsed.GetValue(config)!, parsed.GetValue(strict), parsed.GetValue(format)));
        return command;
    }

    private static int Run(DirectoryInfo config, bool strict, DiagnosticFormat format)
    {
        if (!config.Exists)
        {
            Console.Error.WriteLine($"There is no folder '{config}'.");
            return ExitCode.Failed;
        }

        var loaded = PolicyLoader.Load(config.ToString());
        DiagnosticWriter.Write(Console.Out, loaded.Diagnostics, format);
        if (loaded.Snapshot is not { } snapshot)
        {
            return ExitCode.PolicyErrors;
        }

        if (format == DiagnosticFormat.Text)
        {
            Console.WriteLine($"The policy is fine: revision {snapshot.Revision}, {snapshot.Destinations.Length} {(snapshot.Destinations.Length == 1 ? "destination" : "destinations")}.");
        }

        return strict && loaded.Diagnostics.Any(d => d.Severity == Severity.Warning) ? ExitCode.Warnings : ExitCode.Fine;
    }
}
