using System.Globalization;
using System.Security.Cryptography;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;
using RedactingGateway.State.Redis;
using StackExchange.Redis;

namespace RedactingGateway.State.Salts;

/// <summary>Has all nodes use one salt: Redis holds which one it is (its hash), never the salt.</summary>
internal sealed class SaltAgreement(RedisLink link, SaltFiles files, SaltExchange exchange, ILogger<SaltAgreement> logger)
{
    // 4 rounds: each is lost only to a node that won it.
    private const int Rounds = 4;

    // A day longer than the salt itself, so that clocks that differ do not end an agreement that still counts.
    private static readonly TimeSpan Longer = TimeSpan.FromDays(1);

    /// <summary>The salt of an epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="mayPropose">Whether a new one may be agreed on.</param>
    /// <param name="life">How long it is needed.</param>
    /// <returns>Null where there is none, or it is not known now; while Redis is down, what this node has.</returns>
    public async Task<byte[]?> AgreeAsync(Epoch epoch, bool mayPropose, TimeSpan life)
    {
        if (!link.IsUp)
        {
            return files.ReadAgreed(epoch);
        }

        try
        {
            for (var i = 0; i < Rounds; i++)
            {
                var (isSettled, salt) = await RoundAsync(epoch, mayPropose, life + Longer);
                if (isSettled)
                {
                    return salt;
                }
            }
        }
        catch (StateUnavailableException)
        {
            return files.ReadAgreed(epoch);
        }

        return null;
    }

    private async Task<(bool IsSettled, byte[]? Salt)> RoundAsync(Epoch epoch, bool mayPropose, TimeSpan life)
    {
        var key = RedisKeys.SaltCommitment(epoch);
        var agreed = (string?)await link.RunAsync(db => db.StringGetAsync(key));
        var own = files.ReadAny(epoch);
        if (agreed is null)
        {
            if (!mayPropose)
            {
                return (true, own);
            }

            own ??= RandomNumberGenerator.GetBytes(EpochSalts.Length);
            files.Propose(epoch, own);
            var hasWon = await link.RunAsync(db => db.StringSetAsync(key, Write(1, own), life, When.NotExists));
            return (hasWon, own);
        }

        var (generation, commitment) = Read(agreed);
        if (own is not null && SaltExchange.Commit(own) == commitment)
        {
            return (true, own);
        }

        if (await exchange.AskAsync(epoch, commitment) is { } answer)
        {
            return (true, answer);
        }

        if (!mayPropose)
        {
            return (true, null);
        }

        // Nobody has it any more, and it cannot be found again: a new one, once for all nodes.
        var salt = RandomNumberGenerator.GetBytes(EpochSalts.Length);
        files.Propose(epoch, salt);
        var isReplaced = (bool)await link.RunAsync(db => db.ScriptEvaluateAsync(
            RedisScripts.CompareAndSet, [key], [agreed, Write(generation + 1, salt), (long)life.TotalMilliseconds]));
        if (isReplaced)
        {
            logger.NewSaltGeneration(epoch.RotateDays, generation + 1);
        }

        return (isReplaced, salt);
    }

    private static string Write(int generation, ReadOnlySpan<byte> salt) => string.Create(CultureInfo.InvariantCulture, $"{generation}:{SaltExchange.Commit(salt)}");

    private static (int Generation, string Commitment) Read(string agreed)
    {
        var end = agreed.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && int.TryParse(agreed.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            ? (generation, agreed[(end + 1)..])
            : (0, agreed);
    }
}
