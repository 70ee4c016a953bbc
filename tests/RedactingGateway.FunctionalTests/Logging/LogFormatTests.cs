using System.Diagnostics;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Logging;

/// <summary>What the console's log looks like, off a real process.</summary>
public sealed class LogFormatTests
{
    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Development", null, false)]
    [InlineData("Development", "json", true)]
    [InlineData("Production", "Text", false)]
    public async Task Console_WritesOneObjectALine_UnlessTextIsAskedFor(string environment, string? format, bool isJson)
    {
        using var policy = new TestPolicy();
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(RedactingGateway.Hosting.GatewayHost).Assembly.Location, "--config", policy.Directory, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(policy.Directory, "state")}" },
            Environment =
            {
                ["DOTNET_ENVIRONMENT"] = environment,
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["Gateway__RootSecret"] = Convert.ToBase64String(new byte[32]),
                ["VENDOR"] = "http://127.0.0.1:9",
                ["OTHER"] = "http://127.0.0.1:9",
                ["SITE"] = "http://127.0.0.1:9",
            },
        };
        if (format is not null)
        {
            start.Environment["Gateway__LogFormat"] = format;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var line = "";
            while (!line.Contains("is in force", StringComparison.Ordinal))
            {
                line = await process.StandardOutput.ReadLineAsync(timeout.Token) ?? throw new InvalidOperationException("It ended.");
            }

            Assert.Equal(isJson, line.StartsWith('{'));
            if (isJson)
            {
                using var entry = JsonDocument.Parse(line);
                Assert.Equal(1, entry.RootElement.GetProperty("EventId").GetInt32());
                Assert.Equal("RedactingGateway.Hosting.GatewayHost", entry.RootElement.GetProperty("Category").GetString());
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(timeout.Token);
        }
    }
}
