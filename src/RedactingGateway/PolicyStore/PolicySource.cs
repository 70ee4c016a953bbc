using RedactingGateway.Core.Policies;

namespace RedactingGateway.PolicyStore;

/// <summary>The folder that the policy is read from.</summary>
/// <param name="Directory">The author's folder; what it lacks comes from the shipped one.</param>
/// <param name="Environment">Values for <c>${NAME}</c>; null: the process's environment variables.</param>
/// <param name="Time">The day by which dates of the policy are judged.</param>
internal sealed record PolicySource(string Directory, Func<string, string?>? Environment, TimeProvider Time)
{
    // 10 readings one after the other take some 50 ms; files that never stand still meanwhile are being written.
    private const int MostReadings = 10;

    /// <summary>Reads the files as they are now: perhaps one before and one after the same change.</summary>
    public PolicyReading Read() => PolicyReading.Of(Directory);

    /// <summary>Reads until two readings are the same: then nothing changed while the first was read.</summary>
    /// <exception cref="IOException">The files change all the time.</exception>
    public PolicyReading ReadSettled()
    {
        var reading = Read();
        for (var i = 1; i < MostReadings; i++)
        {
            var again = Read();
            if (again.IsSameAs(reading))
            {
                return again;
            }

            reading = again;
        }

        throw new IOException("The policy's files change while they are read.");
    }

    /// <summary>Compiles what was read.</summary>
    public PolicyLoadResult Compile(PolicyReading reading) => reading.Compile(Environment, Time);
}
