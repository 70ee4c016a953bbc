using System.Text;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction.Treatments;

/// <summary>Applies a treatment to one value, without the field around it.</summary>
internal static class Treated
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static readonly PseudonymKeys Keys = new(new byte[32], Time, TimeZoneInfo.Utc, EpochSalts.InMemory());

    /// <summary>What leaves; null: dropped.</summary>
    public static string? By(Treatment treatment, string value)
    {
        using var output = new PooledBuffer();
        using var net = new ContentNetPass();
        using var context = new TreatmentContext { Keys = Keys, Net = net };
        return treatment.Apply(Encoding.UTF8.GetBytes(value), context, output) switch
        {
            TreatmentOutcome.Unchanged => value,
            TreatmentOutcome.Changed => Encoding.UTF8.GetString(output.Written),
            _ => null,
        };
    }

    /// <summary>The number that rounding is drawn by in an event with this id.</summary>
    public static double Draw(string id)
    {
        using var seed = new RoundingSeed();
        seed.See("user.unique_id", Encoding.UTF8.GetBytes(id));
        return seed.Draw(Keys);
    }
}
