using System.CommandLine;

namespace RedactingGateway.Cli;

/// <summary><c>learn</c>: drafts a dictionary from captured requests: names, shapes and categories, never values.</summary>
internal static class LearnCommand
{
    public static Command Create()
    {
        var requests = new Argument<FileInfo[]>("requests") { Description = "Captured requests (.http) or sessions (.har).", Arity = ArgumentArity.OneOrMore };
        var protocol = new Option<string>("--protocol") { Description = "Name of the dictionary.", DefaultValueFactory = _ => "newVendor" };
        var host = new Option<string?>("--host") { Description = "Of sessions, only requests to this host." };
        var command = new Command("learn", "Drafts a vendor's dictionary from captured requests. It holds names and shapes, never values.") { requests, protocol, host };
        command.WithExamples("learn collect-1.http collect-2.http --protocol acmeMetrics > config/protocols/acmeMetrics.yaml", "learn visit.har --host collect.acme.example");
        command.SetAction(parsed =>
        {
            try
            {
                var captured = parsed.GetValue(requests)!.SelectMany(f => Read(f, parsed.GetValue(host))).ToList();
                if (!captured.Exists(r => r.Method is "GET" or "POST" or "PUT" or "HEAD"))
                {
                    Console.Error.WriteLine("There is no request to learn from.");
                    return ExitCode.Failed;
                }

                DictionaryDraft.Write(Console.Out, parsed.GetValue(protocol)!, captured);
                return ExitCode.Fine;
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Failed;
            }
        });
        return command;
    }

    private static IEnumerable<HttpFile> Read(FileInfo file, string? host)
    {
        var bytes = File.ReadAllBytes(file.FullName);
        return HarFile.IsNamedSo(file.Name)
            ? HarFile.Parse(bytes).Where(e => host is null || e.Host.Equals(host, StringComparison.OrdinalIgnoreCase)).Select(e => e.Request)
            : [HttpFile.Parse(bytes)];
    }
}
