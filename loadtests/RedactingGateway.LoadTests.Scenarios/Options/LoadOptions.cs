namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>What a load tester says.</summary>
internal sealed record LoadOptions
{
    /// <summary>The gateway under test.</summary>
    public Uri Target { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Where the recording sink listens: the policy's <c>${SINK}</c>.</summary>
    public string Sink { get; init; } = "http://127.0.0.1:9201";

    /// <summary>Where the site listens: the policy's <c>${SITE}</c>.</summary>
    public string Site { get; init; } = "http://127.0.0.1:9202";

    /// <summary>Names of the scenarios to run, at the same time.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = ["browse"];

    /// <summary>Iterations a second of each scenario.</summary>
    public int Rate { get; init; } = 50;

    /// <summary>How long each runs.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Before that, uncounted: so that the runtime has compiled what is hot.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What fails the run.</summary>
    public Thresholds Thresholds { get; init; } = Thresholds.Default;

    /// <summary>The policy file that the gateway runs on, for <c>reload</c>, which rewrites it.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The gateway's admin address, for <c>reload</c>: each policy is put in force at once.</summary>
    public Uri? Admin { get; init; }

    /// <summary>File with the gateway's admin token.</summary>
    public string? AdminTokenFile { get; init; }

    /// <summary>Folder for the reports.</summary>
    public string Reports { get; init; } = "reports";
}
