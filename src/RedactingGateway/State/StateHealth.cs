using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.PolicyStore;
using RedactingGateway.State.Redis;
using RedactingGateway.State.Salts;
using RedactingGateway.State.Sqlite;

namespace RedactingGateway.State;

/// <summary>What is not as it should be with the state and the policy's files, in sentences for operators.</summary>
internal sealed class StateHealth(SqliteDatabase database, SaltKeeper salts, RedisLink? link = null, StateJournal? journal = null, NodeRegistry? nodes = null, LastReload? reloads = null)
{
    /// <summary>Looks.</summary>
    public async Task<StateReport> ReadAsync()
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        var canStore = await CanStoreAsync();
        if (!canStore)
        {
            reasons.Add($"nothing can be stored: {database.Writer.Failure ?? "the writer is busy or closed"}");
        }

        if (link?.DownSince is { } since)
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"Redis is down since {since:yyyy-MM-ddTHH:mm:ssZ}"));
        }

        if (canStore && journal is { Length: > 0 and var length })
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{length} changes wait in the journal for Redis"));
        }

        reasons.AddRange(nodes?.RedisReasons ?? []);
        if (nodes is { Diverges: true })
        {
            reasons.Add($"nodes decide by different policies: {string.Join(", ", nodes.Read().Select(n => $"{n.Name} {n.PolicyRevision}"))}");
        }

        if (salts.IsMissingOne)
        {
            reasons.Add("a salt is missing: fields that leave as pseudonyms are dropped");
        }

        if (reloads is { IsBehind: true, Latest: var latest })
        {
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"the policy's files were not taken at {latest.Time:yyyy-MM-ddTHH:mm:ssZ}: a restart would find no policy (GET /reload says why)"));
        }

        return new StateReport(canStore, reasons.ToImmutable());
    }

    private async Task<bool> CanStoreAsync()
    {
        if (database.Writer.Failure is null)
        {
            return true;
        }

        try
        {
            // Whether it still fails is known only by trying.
            await database.Writer.WriteAsync(static session => session.Execute("UPDATE facts SET value = value WHERE name = 'node'"));
            return true;
        }
        catch (StateUnavailableException)
        {
            return false;
        }
    }
}

/// <summary>How the state is.</summary>
/// <param name="CanStore">Whether a change can be kept at all.</param>
/// <param name="Reasons">What is not as it should be; empty: all is well.</param>
internal sealed record StateReport(bool CanStore, ImmutableArray<string> Reasons);
