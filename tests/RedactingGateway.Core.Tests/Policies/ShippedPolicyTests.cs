using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>What we ship must load: the starter policy, every dictionary, the taxonomy.</summary>
public sealed class ShippedPolicyTests
{
    [Fact]
    public void Load_ShippedConfiguration_HasNoErrorsOrWarnings()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "config");
        var read = PolicyFiles.Read(folder, folder, new DiagnosticBag());

        // As if somebody had written them: what is known to be shipped is only bound where it is named.
        var files = new PolicyFiles([.. read.Files.Select(static f => f with { IsAsShipped = false })]);
        var result = PolicyLoader.Load(files, Environment.GetEnvironmentVariable, new DiagnosticBag(), PolicyCorpus.Today);

        Assert.Empty(result.Diagnostics.Where(d => d.Severity != Severity.Info));
        Assert.NotNull(result.Snapshot);
    }
}
