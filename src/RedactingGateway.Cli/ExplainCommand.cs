using System.CommandLine;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Cli;

/// <summary><c>explain</c>: what becomes of every field of a captured request, and why.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var config = new Argument<DirectoryInfo>("config") { Description = "Configuration folder.", DefaultValueFactory = _ => new DirectoryInfo("config") };
        var request = new Option<FileInfo>("--request") { Description = "Captured request (.http): request line, headers, empty line, body.", Required = true };
        var destination = new Option<string?>("--destination") { Description = "Destination, for a request that was captured below another path." };
        var visitor = new Option<string>("--visitor") { Description = "Whose request it is.", DefaultValueFactory = _ => "accepted" };
        visitor.AcceptOnlyFromAmong([.. Visitor.Names]);
        var signal = new Option<string[]>("--signal") { Description = $"More of the visitor's signals: {SignalArgument.Help}.", AllowMultipleArgumentsPerToken = true };
        var grant = new Option<string[]>("--grant") { Description = "Grant exactly these purposes.", AllowMultipleArgumentsPerToken = true };
        var values = new Option<bool>("--values") { Description = "Show values, before and after." };
        var address = new Option<string?>("--client-address") { Description = "The visitor's address, for destinations with clientAddress:." };
        var format = new Option<ExplanationFormat>("--format") { Description = "How to write it." };
        var output = new Option<FileInfo?>("--output") { Description = "Write the request that would leave to this file." };
        var command = new Command("explain", "Shows what becomes of every field of a captured request, and why.")
        {
            config, request, destination, visitor, signal, grant, values, address, format, output,
        };
        command.SetAction(parsed =>
        {
            var loaded = PolicyLoader.Load(parsed.GetValue(config)!.ToString());
            if (loaded.Snapshot is null)
            {
                DiagnosticWriter.Write(Console.Error, loaded.Diagnostics, DiagnosticFormat.Text);
                return ExitCode.PolicyErrors;
            }

            HttpFile? file = null;
            try
            {
                file = HttpFile.Parse(File.ReadAllBytes(parsed.GetValue(request)!.FullName));
                var explanation = Explanation.Of(
                    loaded.Snapshot,
                    file,
                    parsed.GetValue(destination),
                    new Visitor(parsed.GetValue(visitor)!, parsed.GetValue(signal) ?? []),
                    parsed.GetValue(grant) ?? [],
                    parsed.GetValue(values),
                    parsed.GetValue(address));
                ExplanationWriter.Write(Console.Out, explanation, parsed.GetValue(format));
                if (explanation.Withheld == WithheldReason.Undecodable && parsed.GetValue(format) == ExplanationFormat.Text)
                {
                    ObservationWriter.Write(Console.Out, file, ExplanationFormat.Text);
                }

                if (parsed.GetValue(output) is { } target && explanation.Outgoing.Length > 0)
                {
                    File.WriteAllBytes(target.FullName, explanation.Outgoing);
                }

                return ExitCode.Fine;
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                if (file is not null)
                {
                    ObservationWriter.Write(Console.Out, file, parsed.GetValue(format));
                }

                return ExitCode.Failed;
            }
        });
        return command;
    }
}
