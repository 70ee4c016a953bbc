using System.CommandLine;

namespace RedactingGateway.Cli;

/// <summary><c>init</c>: a commented policy to start from, from answers or flags.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "Host name of the site, such as shop.example." };
        var vendors = new Option<string?>("--vendors") { Description = $"Vendors that the site uses, with commas: {string.Join(", ", StarterPolicy.Vendors)}." };
        var output = new Option<DirectoryInfo>("--output") { Description = "Folder to write to; a gateway.yaml in it is never overwritten.", DefaultValueFactory = _ => new DirectoryInfo("config") };
        var command = new Command("init", "Writes a policy to start from: checked, with tests, and nothing leaves before a visitor says yes.") { site, vendors, output };
        command.WithExamples("init", "init --site shop.example --vendors ga4,meta,matomo --output my-config");
        command.SetAction(parsed =>
        {
            try
            {
                var policy = StarterPolicy.Make(
                    parsed.GetValue(site) ?? Ask("Host name of the site (such as shop.example): "),
                    parsed.GetValue(vendors) ?? Ask($"Vendors, with commas ({string.Join(", ", StarterPolicy.Vendors)}): "),
                    TimeProvider.System);
                var folder = parsed.GetValue(output)!;
                foreach (var file in policy.Write(folder))
                {
                    Console.WriteLine($"wrote {file}");
                }

                Console.WriteLine($"Next: redacting-gateway check {folder}");
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

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        return Console.ReadLine() ?? "";
    }
}
