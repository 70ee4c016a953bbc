namespace RedactingGateway.FunctionalTests.Cli;

/// <summary><c>explain --signal …</c> says which signal won.</summary>
public sealed class ExplainSignalTests
{
    private const string Ga4 = "tests/corpora/traffic/ga4-gtag/02-default-collect.http";

    private const string Granted = "purpose audienceMeasurement: granted";
    private const string NotGranted = "purpose audienceMeasurement: not granted";

    public static TheoryData<string, string[], string> Cases => new()
    {
        { "accepted", [], $"{Granted} (the visitor accepted it)" },
        { "new", [], $"{NotGranted} (it needs consent and there is none)" },
        { "minor", [], $"{NotGranted} (the visitor is a minor)" },
        { "accepted", ["gpc=1"], $"{NotGranted} (Sec-GPC: 1 refuses it)" },
        { "accepted", ["gpc=1", "acceptedWith=gpc"], $"{Granted} (the visitor accepted it)" },
        { "accepted", ["dnt=1"], $"{NotGranted} (DNT: 1 refuses it)" },
        { "accepted", ["acceptedOn=2020-01-01"], $"{NotGranted} (it was accepted too long ago" },
        { "accepted", ["objection=all"], $"{NotGranted} (a subject in the request has objected)" },
        { "accepted", ["objection=adMeasurement"], $"{Granted} (the visitor accepted it)" },
        { "accepted", ["objection=unknown"], $"{NotGranted} (whether a subject has objected is not known)" },
        { "accepted", ["gpp=DBABLA~BVVVAAAAAA;7"], $"{NotGranted} (the GPP string opts out)" },
        { "new", ["token=audienceMeasurement"], $"{Granted} (the grant token says that the visitor accepted it)" },
        { "new", ["header=audienceMeasurement"], $"{Granted} (the site says that the visitor accepted it)" },
        { "accepted", ["choices=tcf"], $"{NotGranted} (it needs consent and there is none)" },
        { "new", ["choice=unreadable"], $"{NotGranted} (the choice cookie cannot be read)" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Explain_WithSignals_NamesTheOneThatWon(string visitor, string[] signals, string expected)
    {
        string[] arguments = ["explain", "config", "--destination", "ga4", "--request", Ga4, "--visitor", visitor, .. signals.Length > 0 ? ["--signal", .. signals] : Array.Empty<string>()];
        var run = await CommandLine.RunAsync(arguments);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gcp=1")]
    [InlineData("tcf=nonsense")]
    [InlineData("token=nobody")]
    [InlineData("gpc")]
    public async Task Explain_WithASignalThatCannotBe_SaysWhatIsPossible(string signal)
    {
        var run = await CommandLine.RunAsync("explain", "config", "--destination", "ga4", "--request", Ga4, "--signal", signal);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(signal.StartsWith("token", StringComparison.Ordinal) ? "there are audienceMeasurement" : "possible: choice=", run.Error, StringComparison.Ordinal);
    }
}
