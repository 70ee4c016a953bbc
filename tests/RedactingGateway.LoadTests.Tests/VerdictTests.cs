using RedactingGateway.LoadTests.Scenarios.Options;

namespace RedactingGateway.LoadTests.Tests;

public sealed class VerdictTests
{
    private static readonly LeakCount NoLeak = new(1000, 0, 0, []);
    private static readonly Thresholds Thresholds = new(ErrorRate: 0.01, TimeSpan.FromMilliseconds(100), Leaks: 0);

    [Theory]
    [InlineData(990, 10, 100, 0)]
    [InlineData(980, 20, 50, 3)]
    [InlineData(1000, 0, 101, 3)]
    [InlineData(0, 0, 0, 3)]
    public void Of_OneScenario_ExitCodeFollowsTheThresholds(long ok, long failed, int p99, int exitCode) =>
        Assert.Equal(exitCode, Verdict.Of([new("browse", ok, failed, TimeSpan.FromMilliseconds(p99))], NoLeak, Thresholds).ExitCode);

    [Fact]
    public void Of_OneOfTwoScenariosMisses_NamesIt()
    {
        var verdict = Verdict.Of([new("browse", 10, 0, TimeSpan.Zero), new("shop", 1, 9, TimeSpan.Zero)], NoLeak, Thresholds);
        Assert.StartsWith("shop: 9 of 10", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("browse --rate 20 --duration 5 --warm-up 0 --max-error-rate 0.5 --max-p99 10 --max-leaks 2 --target http://gateway.example:8080 --admin http://127.0.0.1:8081", 0)]
    [InlineData("nothing", 1)]
    [InlineData("browse --target gateway.example:8080", 1)]
    [InlineData("browse --target /gateway", 1)]
    [InlineData("browse --rate 0", 1)]
    public async Task Command_Arguments_AreTheOptions(string arguments, int exitCode)
    {
        LoadOptions? said = null;
        var parsed = LoadCommand.Create(options =>
        {
            said = options;
            return Task.FromResult(0);
        }).Parse(arguments);
        await using var errors = new StringWriter();
        Assert.Equal((exitCode, exitCode == 0), (await parsed.InvokeAsync(new() { Output = TextWriter.Null, Error = errors }, TestContext.Current.CancellationToken), errors.ToString().Length == 0));
        if (exitCode == 0)
        {
            Assert.Equal(["browse"], said!.Scenarios);
            Assert.Equal((20, TimeSpan.FromSeconds(5), TimeSpan.Zero), (said.Rate, said.Duration, said.WarmUp));
            Assert.Equal(new Thresholds(0.5, TimeSpan.FromMilliseconds(10), 2), said.Thresholds);
            Assert.Equal("http://gateway.example:8080/", said.Target.AbsoluteUri);
            Assert.Equal("http://127.0.0.1:8081/", said.Admin!.AbsoluteUri);
        }
    }
}
