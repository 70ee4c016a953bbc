using RedactingGateway.Benchmarks.Measuring;

namespace RedactingGateway.Benchmarks.EngineTargets;

/// <summary>One thing that is timed, in turns with others.</summary>
/// <param name="name">What it is.</param>
/// <param name="action">Does it once; its result keeps the compiler from leaving it out.</param>
internal sealed class TimedAction(string name, Func<int> action)
{
    // Long beside the slices that others on the machine cut out of it, short beside a run.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(40);

    private const int Batch = 64;

    private readonly List<double> _times = [];

    /// <summary>What it is.</summary>
    public string Name { get; } = name;

    /// <summary>CPU time of one, microseconds: median of the turns.</summary>
    public double Microseconds => _times.Order().ElementAt(_times.Count / 2);

    /// <summary>Bytes that one allocates.</summary>
    public double Allocated { get; private set; }

    /// <summary>Runs some hundred times.</summary>
    public void WarmUp()
    {
        for (var i = 0; i < 10 * Batch; i++)
        {
            action();
        }
    }

    /// <summary>Takes one turn.</summary>
    public void Measure()
    {
        var count = 0;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Instance.GetTimestamp();
        double seconds;
        do
        {
            for (var i = 0; i < Batch; i++)
            {
                action();
            }

            count += Batch;
            seconds = (ThreadClock.Instance.GetTimestamp() - start) / ThreadClock.Instance.Frequency.Hertz;
        }
        while (seconds < Turn.TotalSeconds);

        _times.Add(seconds * 1e6 / count);
        Allocated = Math.Round((double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / count);
    }
}
