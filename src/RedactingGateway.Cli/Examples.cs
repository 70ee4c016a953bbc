using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RedactingGateway.Cli;

/// <summary>Command lines to copy, below what <c>--help</c> says of a verb.</summary>
internal static class Examples
{
    /// <summary>Adds them.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="lines">Each without the tool's name.</param>
    public static void WithExamples(this Command command, params string[] lines)
    {
        var help = new HelpOption();
        help.Action = new WithLines((SynchronousCommandLineAction)help.Action!, lines);
        command.Add(help);
    }

    private sealed class WithLines(SynchronousCommandLineAction inner, string[] lines) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var code = inner.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in lines)
            {
                output.WriteLine($"  redacting-gateway {line}");
            }

            output.WriteLine();
            return code;
        }
    }
}
