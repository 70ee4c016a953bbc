using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RedactingGateway.Cli.Cleaning;

/// <summary><c>har clean</c>: a captured session that may become a test.</summary>
internal static class HarCommand
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var input = new Argument<FileInfo>("in") { Description = "Captured session (.har)." };
        var output = new Argument<FileInfo>("out") { Description = "Where to write the cleaned one; it is overwritten." };
        var config = new Option<DirectoryInfo>("--config") { Description = "Configuration folder: its destinations say which requests stay, and which words are the vendor's own.", DefaultValueFactory = _ => new DirectoryInfo("config") };
        var clean = new Command("clean", "Replaces every value by a made-up one of the same shape, leaves out answers and requests that are for no destination. Read the result before you share it.") { input, output, config };
        clean.WithExamples("har clean visit.har config/tests/requests/visit.har");
        clean.SetAction(parsed =>
        {
            var (policy, failure) = PolicyFolder.Load(parsed.GetValue(config)!);
            if (policy is null)
            {
                return failure;
            }

            try
            {
                var cleaner = new HarCleaner(policy);
                var session = cleaner.Clean(HarFile.Parse(File.ReadAllBytes(parsed.GetValue(input)!.FullName)));
                File.WriteAllText(parsed.GetValue(output)!.FullName, session.ToJsonString(Written));
                Console.WriteLine($"{session["log"]!["entries"]!.AsArray().Count} requests written, {cleaner.LeftOut} for no destination left out, {cleaner.BodiesLeftOut} bodies left out that cannot be decoded.");
                return ExitCode.Fine;
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(e.Message);
                return ExitCode.Failed;
            }
        });
        return new Command("har", "Prepares captured sessions.") { clean };
    }
}
