using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>Sends requests when they are due, whatever became of those before. Latency counts from that moment: what had to wait for a free connection waited.</summary>
internal sealed class OpenLoop : IDisposable
{
    // More than any peer has under way at half its load; where all are busy, requests queue.
    private const int Connections = 64;

    // After the last request was due: whoever is not answered by then is not answered.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Stack<OpenLoopConnection> _free = new();
    private readonly Queue<int> _waiting = new();
    private readonly List<OpenLoopConnection> _connections = [];
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IReadOnlyList<(byte[] Bytes, int Status)> _requests;
    private readonly long[] _due;
    private readonly double[] _latencies;
    private readonly double[] _late;
    private int _answered;
    private string? _problem;
    private long _start;

    private OpenLoop(IReadOnlyList<(byte[] Bytes, int Status)> requests, long[] due)
    {
        _requests = requests;
        _due = due;
        _latencies = new double[due.Length];
        _late = new double[due.Length];
    }

    /// <summary>Runs.</summary>
    /// <param name="target">Where to send.</param>
    /// <param name="requests">Bytes and expected status, sent in this order again and again.</param>
    /// <param name="perSecond">Rate.</param>
    /// <param name="duration">How long requests are sent.</param>
    public static async Task<Latencies> RunAsync(IPEndPoint target, IReadOnlyList<(byte[] Bytes, int Status)> requests, double perSecond, TimeSpan duration)
    {
        using var run = new OpenLoop(requests, ArrivalTimes.Of(perSecond, duration));
        return await run.RunAsync(target);
    }

    public void Dispose() => _connections.ForEach(static c => c.Dispose());

    private async Task<Latencies> RunAsync(IPEndPoint target)
    {
        for (var i = 0; i < Connections; i++)
        {
            var connection = await OpenLoopConnection.OpenAsync(target);
            _connections.Add(connection);
            _free.Push(connection);
            _ = connection.ReadAsync(Answered, Failed);
        }

        // A thread of its own: a sender that waits for a thread of the pool would be late.
        var sender = new Thread(Send) { IsBackground = true };
        _start = Stopwatch.GetTimestamp();
        sender.Start();
        var grace = Stopwatch.GetElapsedTime(0, _due.LastOrDefault()) + Grace;
        await Task.WhenAny(_done.Task, Task.Delay(grace));
        return Summary();
    }

    private void Send()
    {
        PreciseSleep.Prepare();
        for (var i = 0; i < _due.Length; i++)
        {
            for (var early = _start + _due[i] - Stopwatch.GetTimestamp(); early > 0; early = _start + _due[i] - Stopwatch.GetTimestamp())
            {
                PreciseSleep.For(Stopwatch.GetElapsedTime(0, early));
            }

            OpenLoopConnection? connection;
            lock (_gate)
            {
                if (_problem is not null)
                {
                    return;
                }

                if (!_free.TryPop(out connection))
                {
                    _waiting.Enqueue(i);
                    continue;
                }
            }

            _late[i] = Since(i);
            connection.Send(i, _requests[i % _requests.Count].Bytes);
        }
    }

    private void Answered(OpenLoopConnection connection, int number, int status)
    {
        _latencies[number] = Since(number);
        if (status != _requests[number % _requests.Count].Status)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"An answer was {status}, not {_requests[number % _requests.Count].Status}."));
        }

        int next;
        lock (_gate)
        {
            if (++_answered == _due.Length)
            {
                _done.TrySetResult();
            }

            if (!_waiting.TryDequeue(out next))
            {
                _free.Push(connection);
                return;
            }
        }

        connection.Send(next, _requests[next % _requests.Count].Bytes);
    }

    private double Since(int number) => (Stopwatch.GetTimestamp() - _start - _due[number]) * 1e6 / Stopwatch.Frequency;

    private void Failed(Exception e) => Fail(e.Message);

    private void Fail(string problem)
    {
        lock (_gate)
        {
            _problem ??= problem;
        }

        _done.TrySetResult();
    }

    private Latencies Summary()
    {
        lock (_gate)
        {
            // Whoever is left behind stays where it is: a sender would go on for as long as there is something to send.
            var isLeftBehind = _answered < _due.Length;
            var problem = _problem;
            _problem ??= "The run is over.";
            Array.Sort(_latencies);
            Array.Sort(_late);
            return new Latencies(_answered, Latencies.Percentile(_latencies, 0.5), Latencies.Percentile(_latencies, 0.99), _latencies.LastOrDefault(), Latencies.Percentile(_late, 0.99), isLeftBehind, problem);
        }
    }
}
