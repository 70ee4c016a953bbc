using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Scenarios;

/// <summary>
/// The policy is rewritten while visitors browse: a narrower one, one with an error, the first one again. No request may fail, and
/// nothing may leave that neither of the two valid policies allows. With the gateway's admin address each is put in force at once,
/// and what came of it is looked at; without, the gateway finds it when it finds it.
/// </summary>
internal sealed class ReloadScenario : LoadScenario, IDisposable
{
    // Seldom enough that a policy is in force for some requests before the next one comes.
    private const int RewritesEvery = 50;

    private const string Parameters = "keepParameters: [utm_source, utm_medium, utm_campaign]";

    private readonly BrowseScenario _browse;
    private readonly string _file;
    private readonly string _first;
    private readonly (string Policy, bool IsValid)[] _variants;
    private readonly AdminClient? _admin;
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Reads the policy that it will rewrite.</summary>
    /// <param name="context">What the scenarios share.</param>
    /// <param name="file">The policy file that the gateway runs on.</param>
    /// <param name="admin">The gateway's admin address; null leaves it to the gateway when it takes a policy.</param>
    /// <param name="adminToken">Its token.</param>
    public ReloadScenario(LoadContext context, string file, Uri? admin = null, string? adminToken = null)
    {
        _browse = new BrowseScenario(context);
        _file = file;
        _first = File.ReadAllText(file);
        var narrower = _first.Replace(Parameters, "keepParameters: [utm_source]", StringComparison.Ordinal);
        if (narrower == _first)
        {
            throw new InvalidOperationException($"{file} has no '{Parameters}': start the gateway on a copy of loadtests/policy.");
        }

        _variants = [(narrower, true), (narrower + "\nnoSuchKey: true\n", false), (_first, true)];
        _admin = admin is null ? null : new AdminClient(admin, adminToken);
    }

    public override string Name => "reload";

    /// <summary>Policies written so far.</summary>
    public int Rewrites { get; private set; }

    /// <summary>Policies that the gateway said are in force.</summary>
    public int Accepted { get; private set; }

    /// <summary>Policies that it said it refused.</summary>
    public int Refused { get; private set; }

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
    public override async Task StopAsync()
    {
        var restored = await PutAsync(_first, isValid: true);
        if (!restored.IsOk)
        {
            throw new InvalidOperationException($"The first policy is back in {_file}, and the gateway did not take it: {restored.Status} {restored.Problem}");
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _admin?.Dispose();
    }

    private async Task<StepOutcome> RewriteAsync(long turn)
    {
        await _one.WaitAsync();
        try
        {
            var (policy, isValid) = _variants[turn % _variants.Length];
            var outcome = await PutAsync(policy, isValid);
            Rewrites++;
            Accepted += outcome.Status == "200" ? 1 : 0;
            Refused += outcome.Status == "422" ? 1 : 0;
            return outcome;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<StepOutcome> PutAsync(string policy, bool isValid)
    {
        // As editors and configuration tools do: a new file takes the old one's name, so that no half of a policy is ever read.
        var fresh = $"{_file}.new";
        await File.WriteAllTextAsync(fresh, policy);
        File.Move(fresh, _file, overwrite: true);
        return _admin is null ? new StepOutcome(IsOk: true, "written", policy.Length) : await _admin.ReloadAsync(isValid ? 200 : 422);
    }
}
