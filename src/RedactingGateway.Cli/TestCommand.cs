using System.CommandLine;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Testing;

namespace RedactingGateway.Cli;

/// <summary><c>test</c>: the policy's own tests.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var config = PolicyFolder.Argument();
        var format = new Option<ExplanationFormat>("--format") { Description = "How to write the results." };
        var junit = new Option<FileInfo?>("--junit") { Description = "Also write them to this file, as JUnit's XML." };
        var command = new Command("test", "Runs the policy's own tests: tests/*.yaml in its folder.") { config, format, junit };
        command.WithExamples("test config", "test config --junit results.xml");
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(config)!;
            var (policy, failure) = PolicyFolder.Load(folder);
            if (policy is null)
            {
                return failure;
            }

            var suite = PolicyTestFiles.Load(folder.ToString(), policy);
            DiagnosticWriter.Write(Console.Error, suite.Diagnostics, DiagnosticFormat.Text);
            if (suite.Tests.IsEmpty && suite.Diagnostics.IsEmpty)
            {
                Console.Error.WriteLine($"There are no tests: {Path.Combine(folder.ToString(), "tests")} has no .yaml file.");
                return ExitCode.Failed;
            }

            var results = Progress.Over("tests", suite.Tests).Select(t => PolicyTestRun.Of(t, policy)).ToList();
            TestWriter.Write(Console.Out, results, parsed.GetValue(format));
            try
            {
                if (parsed.GetValue(junit) is { } file)
                {
                    TestWriter.WriteJUnit(file.FullName, results);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Failed;
            }

            return suite.Diagnostics.Any(d => d.Severity == Severity.Error) || results.Exists(r => !r.Passed) ? ExitCode.PolicyErrors : ExitCode.Fine;
        });
        return command;
    }
}
