using System.Diagnostics;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Cli;

/// <summary>Runs the built tool as a shell does: arguments in, exit code and output back.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static Task<CommandLine> RunAsync(params string[] arguments) => RunInAsync(Corpus.RepositoryRoot, arguments);

    public static Task<CommandLine> RunInAsync(string folder, params string[] arguments) => RunAsync(folder, input: null, arguments);

    /// <summary>The same with <paramref name="input"/> on standard input, which then ends.</summary>
    public static Task<CommandLine> RunWithInputAsync(string input, params string[] arguments) => RunAsync(Corpus.RepositoryRoot, input, arguments);

    private static async Task<CommandLine> RunAsync(string folder, string? input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "redacting-gateway.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = input is not null,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = folder,
        };
        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(timeout.Token);
        return new CommandLine(process.ExitCode, await output, await error);
    }
}
