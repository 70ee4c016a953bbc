namespace RedactingGateway.PolicyStore;

/// <summary>What operators are told of reloads: by which one the policy in force came, and which one was refused last.</summary>
/// <remarks>Written by the reload alone, one at a time; read by anybody.</remarks>
internal sealed class LastReload
{
    private volatile Kept _kept;

    /// <summary>Begins with the start of the process.</summary>
    public LastReload(ReloadOutcome start) => _kept = new(start, start, Refused: null, 0, 0);

    /// <summary>How the policy in force came to be so: the start, or the last reload that was accepted.</summary>
    public ReloadOutcome InForce => _kept.InForce;

    /// <summary>The last one, whatever came of it.</summary>
    public ReloadOutcome Latest => _kept.Latest;

    /// <summary>The last one that was refused or failed, with its diagnostics; null: none was since the start.</summary>
    public ReloadOutcome? Refused => _kept.Refused;

    /// <summary>Whether what stands in the files is not what is in force.</summary>
    public bool IsBehind => _kept.Latest.Result is ReloadResult.Refused or ReloadResult.Failed;

    /// <summary>Number of reloads that were accepted since the start.</summary>
    public long AcceptedCount => _kept.AcceptedCount;

    /// <summary>Number of reloads that were refused or failed since the start.</summary>
    public long RefusedCount => _kept.RefusedCount;

    /// <summary>Notes the next one.</summary>
    public void Add(ReloadOutcome outcome)
    {
        var kept = _kept;
        _kept = outcome.Result switch
        {
            ReloadResult.Accepted => kept with { InForce = outcome, Latest = outcome, AcceptedCount = kept.AcceptedCount + 1 },
            ReloadResult.Unchanged => kept with { Latest = outcome },
            _ => kept with { Latest = outcome, Refused = outcome, RefusedCount = kept.RefusedCount + 1 },
        };
    }

    private sealed record Kept(ReloadOutcome InForce, ReloadOutcome Latest, ReloadOutcome? Refused, long AcceptedCount, long RefusedCount);
}
