using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.Signals;

/// <summary>Consent records are kept for as long as the policy says.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData("", 1096)]
    [InlineData("\nretention: { consentProofMonths: 1 }", 31)]
    [InlineData("\nretention: { consentProofMonths: 48 }", 1461)]
    public async Task Retention_OfThePolicy_IsTheJobs(string retention, int days)
    {
        await using var gateway = await GatewayHarness.StartAsync(SignalPolicy.Policy + retention, SignalPolicy.Dictionary);

        Assert.Equal(TimeSpan.FromDays(days), gateway.Services.GetRequiredService<RetentionJob>().Retention.ConsentProof);
    }

    [Fact]
    public void Default_OfThePolicy_IsTheJobsDefault() => Assert.Equal(new StateRetention(), new StateRetention().Under(new ChoiceRetention()));
}
