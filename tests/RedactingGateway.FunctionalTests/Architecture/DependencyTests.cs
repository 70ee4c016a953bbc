using RedactingGateway.Core.Policies;

namespace RedactingGateway.FunctionalTests.Architecture;

/// <summary><c>Cli → Core ← RedactingGateway ← Demo</c>, and nothing else.</summary>
public sealed class DependencyTests
{
    private const string Core = "RedactingGateway.Core";
    private const string Host = "RedactingGateway";
    private const string Cli = "RedactingGateway.Cli";
    private const string Demo = "RedactingGateway.Demo";

    [Theory]
    [InlineData(Core)]
    [InlineData(Host, Core)]
    [InlineData(Cli, Core)]
    [InlineData(Demo, Host, Core)]
    public void Project_RefersToNoOthers(string project, params string[] allowed) =>
        Assert.Empty(Repository.ProjectReferences(project).Except(allowed));

    [Fact]
    public void Core_KnowsNoServerAndNoProxy()
    {
        Assert.Equal("Microsoft.NET.Sdk", Repository.Sdk(Core));
        Assert.DoesNotContain(Repository.PackageReferences(Core), IsServer);
        Assert.DoesNotContain(typeof(PolicySnapshot).Assembly.GetReferencedAssemblies(), a => IsServer(a.Name!));
    }

    [Fact]
    public void Cli_KnowsNoServerAndNoProxy()
    {
        Assert.Equal("Microsoft.NET.Sdk", Repository.Sdk(Cli));
        Assert.DoesNotContain(Repository.PackageReferences(Cli), IsServer);
    }

    [Fact]
    public void OnlyTheHost_KnowsTheProxy() =>
        Assert.DoesNotContain(new[] { Core, Cli, Demo }.SelectMany(Repository.PackageReferences), p => p.StartsWith("Yarp", StringComparison.OrdinalIgnoreCase));

    private static bool IsServer(string name) =>
        name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
        || name.StartsWith("Yarp", StringComparison.Ordinal)
        || name.Contains("Redis", StringComparison.Ordinal);
}
