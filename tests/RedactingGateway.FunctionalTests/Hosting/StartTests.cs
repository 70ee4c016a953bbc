using Microsoft.Extensions.DependencyInjection;
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

    [Fact]
    public async Task Development_RootSecretIsMadeOnce_ForItsOwnerOnly()
    {
        using var policy = new TestPolicy();
        byte[] first;
        await using (var app = TestHost.Build(policy, "Development"))
        {
            first = app.Services.GetRequiredService<RootSecret>().Bytes;
        }

        await using var again = TestHost.Build(policy, "Development");

        Assert.Equal(first, again.Services.GetRequiredService<RootSecret>().Bytes);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(policy.Directory, "state", "development-root-secret")));
        }
    }

    [Fact]
    public async Task PreviousRootSecret_IsReadBesideTheNewOne()
    {
        using var policy = new TestPolicy();
        var file = Path.Combine(policy.Directory, "previous");
        byte[] previous = [.. Enumerable.Repeat((byte)7, 32)];
        await File.WriteAllTextAsync(file, Convert.ToBase64String(previous), TestContext.Current.CancellationToken);

        await using var app = TestHost.Build(policy, "Production", new byte[32], $"--Gateway:PreviousRootSecretFile={file}");

        var secret = app.Services.GetRequiredService<RootSecret>();
        Assert.Equal(previous, secret.Previous);
        Assert.Equal(new byte[32], secret.Bytes);
        Assert.Throws<StartRefusedException>(() => TestHost.Build(policy, "Production", new byte[32], "--Gateway:PreviousRootSecretFile=/does/not/exist"));
    }

    [Fact]
    public async Task StateDirectoryOfAnother_RefusesToStart_AndIsFreeAfterwards()
    {
        using var policy = new TestPolicy();
        await using (var running = TestHost.Build(policy, "Production", new byte[32]))
        {
            await RedactingGateway.Hosting.GatewayHost.StartAsync(running);
            await using var second = TestHost.Build(policy, "Production", new byte[32]);

            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RedactingGateway.Hosting.GatewayHost.StartAsync(second));

            Assert.Contains(Path.Combine(policy.Directory, "state"), refused.Message, StringComparison.Ordinal);
        }

        await using var third = TestHost.Build(policy, "Production", new byte[32]);
        await RedactingGateway.Hosting.GatewayHost.StartAsync(third);
    }

    [Fact]
    public void BadRedis_RefusesToStart_WithoutShowingIt()
    {
        using var policy = new TestPolicy();

        var refused = Assert.Throws<StartRefusedException>(() => TestHost.Build(policy, "Production", new byte[32], "--Gateway:Redis=redis:6379,password=hunter2,nonsense=1"));

        Assert.Contains("Gateway:Redis", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--urls=nonsense")]
    [InlineData("--Gateway:AdminUrl=ftp://127.0.0.1:1")]
    [InlineData("--Gateway:PolicyPolling=30")]
    [InlineData("--Gateway:PolicyPolling=-00:00:01")]
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
