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

    [Fact]
    public async Task Sighup_ReloadsAndGoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");
        using var policy = new TestPolicy();
        using var process = Start("Development", policy.Directory, "--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=0");
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await LineAsync(process, "listening on", timeout.Token);
            await File.WriteAllTextAsync(Path.Combine(policy.Directory, "gateway.yaml"), "version: 1\n", timeout.Token);
            await HangUpAsync(process, timeout.Token);
            await LineAsync(process, "was refused", timeout.Token);

            await File.WriteAllTextAsync(Path.Combine(policy.Directory, "gateway.yaml"), TestPolicy.Policy.Replace("16KiB", "8KiB", StringComparison.Ordinal), timeout.Token);
            await HangUpAsync(process, timeout.Token);
            Assert.Contains("(Signal)", await LineAsync(process, "in place of", timeout.Token), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task HangUpAsync(Process process, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-HUP", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private static async Task<string> LineAsync(Process process, string text, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new EndOfStreamException(await process.StandardError.ReadToEndAsync(cancellationToken));
    }

    private static async Task<(int Code, string Error)> RunAsync(string environment, string config)
    {
        using var process = Start(environment, config);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = await process.StandardError.ReadToEndAsync(timeout.Token);
        await output;
        await process.WaitForExitAsync(timeout.Token);
        return (process.ExitCode, error);
    }

    private static Process Start(string environment, string config, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            ArgumentList = { typeof(RedactingGateway.Hosting.GatewayHost).Assembly.Location, "--config", config, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(config, "state")}" },
            Environment = { ["DOTNET_ENVIRONMENT"] = environment, ["ASPNETCORE_ENVIRONMENT"] = environment, ["VENDOR"] = "http://127.0.0.1:9", ["OTHER"] = "http://127.0.0.1:9", ["SITE"] = "http://127.0.0.1:9" },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
