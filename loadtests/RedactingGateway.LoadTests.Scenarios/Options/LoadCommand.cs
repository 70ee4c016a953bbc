using System.CommandLine;
using System.CommandLine.Parsing;

namespace RedactingGateway.LoadTests.Scenarios.Options;

/// <summary>The command line of a load test.</summary>
internal static class LoadCommand
{
    private static readonly LoadOptions Defaults = new();

    /// <summary>Makes the command.</summary>
    /// <param name="run">Runs the load test and returns the exit code.</param>
    public static RootCommand Create(Func<LoadOptions, Task<int>> run)
    {
        var scenarios = new Argument<string[]>("scenarios") { Description = "Which to run, at the same time.", DefaultValueFactory = _ => [.. Defaults.Scenarios] };
        var target = new Option<Uri>("--target") { Description = "The gateway under test.", DefaultValueFactory = _ => Defaults.Target, CustomParser = Address };
        var sink = Option("--sink", "Where the recording sink listens: the policy's ${SINK}.", Defaults.Sink);
        var site = Option("--site", "Where the site listens: the policy's ${SITE}.", Defaults.Site);
        var rate = Option("--rate", "Iterations a second of each scenario.", Defaults.Rate);
        var duration = Option("--duration", "How long, in seconds.", Defaults.Duration.TotalSeconds);
        var warmUp = Option("--warm-up", "Before that, uncounted, in seconds.", Defaults.WarmUp.TotalSeconds);
        var errors = Option("--max-error-rate", "Fails the run above this share of failed iterations, 0 to 1.", Defaults.Thresholds.ErrorRate);
        var p99 = Option("--max-p99", "Fails the run above this 99th percentile, in milliseconds.", Defaults.Thresholds.P99.TotalMilliseconds);
        var leaks = Option("--max-leaks", "Fails the run above this number of planted values at the sink.", Defaults.Thresholds.Leaks);
        var policy = new Option<string?>("--policy-file") { Description = "The policy file that the gateway runs on; reload rewrites it." };
        var admin = new Option<Uri?>("--admin") { Description = "The gateway's admin address: reload has each policy taken at once.", CustomParser = Address };
        var token = new Option<string?>("--admin-token-file") { Description = "File with the admin token." };
        var reports = Option("--reports", "Folder for the reports.", Defaults.Reports);
        scenarios.AcceptOnlyFromAmong([.. ScenarioSet.Names]);
        rate.Validators.Add(Positive<int>(rate));
        duration.Validators.Add(Positive<double>(duration));
        var command = new RootCommand("Loads a RedactingGateway and searches everything that leaves it for planted values.")
        {
            scenarios, target, sink, site, rate, duration, warmUp, errors, p99, leaks, policy, admin, token, reports,
        };
        command.SetAction(parsed => run(new LoadOptions
        {
            Scenarios = parsed.GetValue(scenarios)!,
            Target = parsed.GetValue(target)!,
            Sink = parsed.GetValue(sink)!,
            Site = parsed.GetValue(site)!,
            Rate = parsed.GetValue(rate),
            Duration = TimeSpan.FromSeconds(parsed.GetValue(duration)),
            WarmUp = TimeSpan.FromSeconds(parsed.GetValue(warmUp)),
            Thresholds = new Thresholds(parsed.GetValue(errors), TimeSpan.FromMilliseconds(parsed.GetValue(p99)), parsed.GetValue(leaks)),
            PolicyFile = parsed.GetValue(policy),
            Admin = parsed.GetValue(admin),
            AdminTokenFile = parsed.GetValue(token),
            Reports = parsed.GetValue(reports)!,
        }));
        return command;
    }

    private static Option<T> Option<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    // The library has no conversion to a Uri of its own.
    private static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
        {
            return address;
        }

        result.AddError($"{result.Tokens.Single().Value} is no address: http://host:port.");
        return null;
    }

    private static Action<OptionResult> Positive<T>(Option<T> option)
        where T : struct, IComparable<T> => result =>
    {
        if (result.GetValueOrDefault<T>().CompareTo(default) <= 0)
        {
            result.AddError($"{option.Name} must be more than 0.");
        }
    };
}
