using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;

namespace RedactingGateway.Core.Tests.Policies;

/// <summary>What we ship must load: the starter policy, every dictionary, the taxonomy.</summary>
public sealed class ShippedPolicyTests
{
    [Fact]
    public void Load_ShippedConfiguration_HasNoErrorsOrWarnings()
    {
        var result = PolicyLoader.Load(Path.Combine(AppContext.BaseDirectory, "config"), time: PolicyCorpus.Today);

        Assert.Empty(result.Diagnostics.Where(d => d.Severity != Severity.Info));
        Assert.NotNull(result.Snapshot);
    }
}
