using System.CommandLine;
using RedactingGateway.Core.Policies.Comparison;

namespace RedactingGateway.Cli;

/// <summary><c>diff</c>: what a change of the policy means.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<DirectoryInfo>("old") { Description = "Configuration folder as it was." };
        var now = new Argument<DirectoryInfo>("new") { Description = "Configuration folder as it shall be." };
        var format = new Option<DiffFormat>("--format") { Description = "How to write it; markdown is for a comment on a pull request." };
        var fail = new Option<bool>("--fail-on-widening") { Description = "Exit with 3 if more leaves, to more recipients, or from more people." };
        var notices = new Option<bool>("--notices") { Description = "Also say what changes in what visitors are told." };
        var command = new Command("diff", "Says what a change of the policy means: who receives what, from whom, in which form; not how its text changed.") { old, now, format, fail, notices };
        command.WithExamples("diff ../main/config config", "diff ../main/config config --format markdown --fail-on-widening");
        command.SetAction(parsed =>
        {
            var (before, failure) = PolicyFolder.Load(parsed.GetValue(old)!);
            if (before is null)
            {
                return failure;
            }

            (var after, failure) = PolicyFolder.Load(parsed.GetValue(now)!);
            if (after is null)
            {
                return failure;
            }

            var comparison = PolicyComparison.Compare(before, after);
            if (parsed.GetValue(notices))
            {
                comparison = comparison with { Changes = [.. comparison.Changes, .. NoticeChanges.Find(before, after)] };
            }

            DiffWriter.Write(Console.Out, comparison, parsed.GetValue(format));
            return comparison.Widens && parsed.GetValue(fail) ? ExitCode.PolicyErrors : ExitCode.Fine;
        });
        return command;
    }
}
