using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Options;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.FunctionalTests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task WithoutRootSecret_Production_RefusesToStart()
    {
        using var policy = new TestPolicy();

        var refused = Assert.Throws<StartRefusedException>(() => TestHost.Build(policy));
        Assert.Contains("Gateway:RootSecretFile", refused.Message, StringComparison.Ordinal);

        await using var development = TestHost.Build(policy, "Development");
        Assert.NotNull(development);
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64!")]
    [InlineData("")]
    public void WithBadRootSecret_RefusesToStart(string secret)
    {
        using var policy = new TestPolicy();

        var refused = Assert.Throws<StartRefusedException>(() => TestHost.Build(policy, "Development", secret: null, $"--Gateway:RootSecret={secret}"));

        Assert.Contains("32 bytes", refused.Message, StringComparison.Ordinal);
        if (secret.Length > 0)
        {
            Assert.DoesNotContain(secret, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithRootSecretFile_Starts()
    {
        using var policy = new TestPolicy();
        var file = Path.Combine(policy.Directory, "secret");
        await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]) + "\n", TestContext.Current.CancellationToken);

        await using var app = TestHost.Build(policy, "Production", secret: null, $"--Gateway:RootSecretFile={file}");
        Assert.NotNull(app);

        Assert.Throws<StartRefusedException>(() => TestHost.Build(policy, "Production", secret: null, "--Gateway:RootSecretFile=/does/not/exist"));
    }

    [Theory]
    [InlineData("--urls=nonsense")]
    [InlineData("--Gateway:AdminUrl=ftp://127.0.0.1:1")]
    public void WithBadAddress_RefusesToStart(string argument)
    {
        using var policy = new TestPolicy();

        Assert.Throws<StartRefusedException>(() => RedactingGateway.Hosting.GatewayHost.Build(new RedactingGateway.Hosting.GatewayHostOptions
        {
            EnvironmentName = "Development",
            ConfigDirectory = policy.Directory,
            Arguments = [argument],
        }));
    }

    [Fact]
    public void WithBrokenPolicy_IsRejectedWithItsDiagnostics()
    {
        using var policy = new TestPolicy("version: 1\n");

        var rejected = Assert.Throws<PolicyRejectedException>(() => TestHost.Build(policy, "Development"));

        Assert.NotEmpty(rejected.Diagnostics);
    }
}
