using System.CommandLine;
using System.Text.Json;
using RedactingGateway.Core.Policies.Effective;

namespace RedactingGateway.Cli;

/// <summary><c>show</c>: the policy as it counts, and where each line of it comes from.</summary>
internal static class ShowCommand
{
    // A line longer than this has its origin right behind it: texts for visitors would push all others off the screen.
    private const int MaxColumn = 72;

    public static Command Create()
    {
        var config = PolicyFolder.Argument();
        var effective = new Option<bool>("--effective") { Description = "Write out groups and presets too." };
        var format = new Option<ShowFormat>("--format") { Description = "How to write it." };
        var command = new Command("show", "Shows the policy as one text, whatever files it includes, with the origin of each line.") { config, effective, format };
        command.WithExamples("show config --effective", "show config --effective --format json");
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(config)!;
            var (policy, failure) = PolicyFolder.Load(folder);
            if (policy is null)
            {
                return failure;
            }

            var lines = EffectivePolicy.Read(folder.ToString(), parsed.GetValue(effective));
            if (parsed.GetValue(format) == ShowFormat.Json)
            {
                Console.WriteLine(JsonSerializer.Serialize(lines.Where(l => l.Value is not null).Select(l => new { l.Path, l.Value, l.Origin.File, l.Origin.Line }), ExplanationWriter.Indented));
                return ExitCode.Fine;
            }

            var column = lines.Select(l => l.Text.Length).Where(l => l <= MaxColumn).DefaultIfEmpty().Max();
            foreach (var line in lines)
            {
                Console.WriteLine($"{line.Text.PadRight(column)}  # {line.Origin.FileAndLine}");
            }

            return ExitCode.Fine;
        });
        return command;
    }
}

/// <summary>How a policy is shown.</summary>
internal enum ShowFormat
{
    /// <summary>YAML, with origins as remarks.</summary>
    Text,

    /// <summary>One record a value.</summary>
    Json,
}
