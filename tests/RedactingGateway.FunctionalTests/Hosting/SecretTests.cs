using System.Security.Cryptography;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Secrets come from files or the environment, and are in nothing that the process writes.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Secrets_OfEveryKind_AreInNoOutputAndNoAnswer()
    {
        using var policy = new TestPolicy();
        await using var vendor = new RecordingVendor();
        var root = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var previous = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var token = "test-admin-token-" + Guid.NewGuid();
        var file = Path.Combine(policy.Directory, "root-secret");
        await File.WriteAllTextAsync(file, root, TestContext.Current.CancellationToken);
        using var gateway = await GatewayProcess.StartAsync(
            program: null,
            new Dictionary<string, string>
            {
                ["VENDOR"] = vendor.Address,
                ["OTHER"] = vendor.Address,
                ["SITE"] = vendor.Address,
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Logging__LogLevel__Default"] = "Trace",
                ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
                ["Gateway__RootSecretFile"] = file,
                ["Gateway__PreviousRootSecret"] = previous,
                ["Gateway__AdminToken"] = token,
                ["Gateway__DrainDelay"] = "00:00:00",
            },
            "--config", policy.Directory, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(policy.Directory, "state")}");
        var written = gateway.Start;
        foreach (var (address, path) in new[] { (gateway.Admin, "/events"), (gateway.Admin, "/health/ready"), (gateway.Admin, "/objections"), (gateway.Address, "/privacy-choices/transparency.json") })
        {
            using var client = await RawClient.ConnectAsync(address);
            await client.WriteAsync($"GET {path} HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer {token}\r\n\r\n");
            var answer = await client.ReadAsync();
            written += string.Join('\n', answer.Headers) + answer.BodyText;
        }

        await gateway.SignalAsync("TERM");
        written += (await gateway.EndedAsync()).Output;

        Assert.Contains("Microsoft.AspNetCore", written, StringComparison.Ordinal);
        Assert.All([root, previous, token], secret => Assert.DoesNotContain(secret, written, StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(Path.Combine(policy.Directory, "state"), "*", SearchOption.AllDirectories), path =>
        {
            var text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All([root, previous, token], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        });
    }
}
