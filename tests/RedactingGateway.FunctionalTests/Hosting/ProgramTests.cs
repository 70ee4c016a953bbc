using System.Diagnostics;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>The program as operators run it: arguments, exit codes, what it prints.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task BrokenPolicy_ExitsWith3AndPrintsDiagnostics()
    {
        using var policy = new TestPolicy("version: 1\n");

        var (code, error) = await RunAsync("Development", policy.Directory);

        Assert.Equal(3, code);
        Assert.Matches(@"gateway\.yaml:\d+:\d+: error RGW\d{4}: ", error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoRootSecret_ExitsWith1AndSaysWhatToSet()
    {
        using var policy = new TestPolicy();

        var (code, error) = await RunAsync("Production", policy.Directory);

        Assert.Equal(1, code);
        Assert.Contains("Gateway__RootSecretFile", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> RunAsync(string environment, string config)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList = { typeof(RedactingGateway.Hosting.GatewayHost).Assembly.Location, "--config", config, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(config, "state")}" },
            Environment = { ["DOTNET_ENVIRONMENT"] = environment, ["ASPNETCORE_ENVIRONMENT"] = environment, ["VENDOR"] = "http://127.0.0.1:9", ["OTHER"] = "http://127.0.0.1:9", ["SITE"] = "http://127.0.0.1:9" },
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = await process.StandardError.ReadToEndAsync(timeout.Token);
        await output;
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, error);
    }
}
