using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>
/// The policy is rewritten while visitors browse: a narrower one, one with an error, the first one again. No request may fail, and
/// nothing may leave that neither of the two valid policies allows.
/// </summary>
internal sealed class ReloadScenario : LoadScenario, IDisposable
{
    // Seldom enough that a policy is in force for some requests before the next one comes.
    private const int RewritesEvery = 50;

    private const string Parameters = "keepParameters: [utm_source, utm_medium, utm_campaign]";

    private readonly BrowseScenario _browse;
    private readonly string _file;
    private readonly string _first;
    private readonly string[] _variants;
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Reads the policy that it will rewrite.</summary>
    /// <param name="context">What the scenarios share.</param>
    /// <param name="file">The policy file that the gateway runs on.</param>
    public ReloadScenario(LoadContext context, string file)
    {
        _browse = new BrowseScenario(context);
        _file = file;
        _first = File.ReadAllText(file);
        var narrower = _first.Replace(Parameters, "keepParameters: [utm_source]", StringComparison.Ordinal);
        if (narrower == _first)
        {
            throw new InvalidOperationException($"{file} has no '{Parameters}': start the gateway on a copy of loadtests/policy.");
        }

        _variants = [narrower, narrower + "\nnoSuchKey: true\n", _first];
    }

    public override string Name => "reload";

    /// <summary>Policies written so far.</summary>
    public long Rewrites { get; private set; }

    public override async Task<StepOutcome> IterateAsync(long number, RunStep step)
    {
        if (number % RewritesEvery == 0)
        {
            var rewritten = await step("rewrite", () => RewriteAsync(number / RewritesEvery));
            if (!rewritten.IsOk)
            {
                return rewritten;
            }
        }

        return await _browse.IterateAsync(number, step);
    }

    /// <summary>Puts the first policy back.</summary>
    public override Task StopAsync() => File.WriteAllTextAsync(_file, _first);

    public void Dispose() => _one.Dispose();

    private async Task<StepOutcome> RewriteAsync(long turn)
    {
        await _one.WaitAsync();
        try
        {
            // As editors and configuration tools do: a new file takes the old one's name, so that no half of a policy is ever read.
            var fresh = $"{_file}.new";
            var policy = _variants[turn % _variants.Length];
            await File.WriteAllTextAsync(fresh, policy);
            File.Move(fresh, _file, overwrite: true);
            Rewrites++;
            return new StepOutcome(IsOk: true, "written", policy.Length);
        }
        finally
        {
            _one.Release();
        }
    }
}
