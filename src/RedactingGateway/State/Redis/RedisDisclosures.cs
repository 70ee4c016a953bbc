using System.Collections.Immutable;
using StackExchange.Redis;

namespace RedactingGateway.State.Redis;

/// <summary>Counts of disclosures as hashes of Redis: one a day, with the fields <c>{run}:{recipient}:{number}</c>.</summary>
internal static class RedisDisclosures
{
    private const string Sent = "sent";
    private const string Changed = "changed";
    private const string Withheld = "withheld";
    private const string Stopped = "stopped";

    /// <summary>Notes a report; a day goes by itself when it is past its retention.</summary>
    public static Task<RedisResult> WriteAsync(IDatabase db, DisclosureReport report, StateRetention retention)
    {
        // From its last report on a day is wanted for as many days; one more, because it began before that report.
        var life = TimeSpan.FromDays(retention.DisclosureDays + 1);
        List<RedisValue> arguments = [(long)life.TotalMilliseconds];
        foreach (var (recipient, tally) in report.Recipients)
        {
            arguments.AddRange([Field(Sent), tally.Sent, Field(Changed), tally.Changed, Field(Withheld), tally.Withheld, Field(Stopped), tally.Stopped]);

            RedisValue Field(string number) => $"{report.Run:N}:{recipient}:{number}";
        }

        return db.ScriptEvaluateAsync(RedisScripts.Report, [RedisKeys.Disclosures(report.Day)], [.. arguments]);
    }

    /// <summary>Adds up all runs of some days.</summary>
    public static async Task<ImmutableDictionary<string, DisclosureTally>> ReadAsync(IDatabase db, DateOnly from, DateOnly to)
    {
        var days = await Task.WhenAll(Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(day => db.HashGetAllAsync(RedisKeys.Disclosures(DateOnly.FromDayNumber(day)))));
        var tallies = ImmutableDictionary.CreateBuilder<string, DisclosureTally>(StringComparer.Ordinal);
        foreach (var field in days.SelectMany(static day => day))
        {
            if (((string)field.Name!).Split(':') is [_, var recipient, var number] && field.Value.TryParse(out long count))
            {
                tallies[recipient] = tallies.GetValueOrDefault(recipient).Plus(number switch
                {
                    Sent => default(DisclosureTally) with { Sent = count },
                    Changed => default(DisclosureTally) with { Changed = count },
                    Withheld => default(DisclosureTally) with { Withheld = count },
                    Stopped => default(DisclosureTally) with { Stopped = count },
                    _ => default,
                });
            }
        }

        return tallies.ToImmutable();
    }
}
