using System.Globalization;

namespace RedactingGateway.Cli;

/// <summary>Says on standard error how far long work is, on a terminal only: a pipe or a file gets nothing.</summary>
internal sealed class Progress(string what, int total) : IDisposable
{
    // Short work is over before anybody reads a line.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly long _began = TimeProvider.System.GetTimestamp();
    private long _shown = TimeProvider.System.GetTimestamp();
    private bool _isShown;
    private int _done;

    /// <summary>Passes on each of <paramref name="items"/> and counts it.</summary>
    public static IEnumerable<T> Over<T>(string what, IReadOnlyCollection<T> items)
    {
        using var progress = new Progress(what, items.Count);
        foreach (var item in items)
        {
            yield return item;
            progress.Step();
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (_isShown)
        {
            Console.Error.Write("\r\e[K");
        }
    }

    private void Step()
    {
        _done++;
        if (!Console.IsErrorRedirected && TimeProvider.System.GetElapsedTime(_began) > Patience && TimeProvider.System.GetElapsedTime(_shown) > Interval)
        {
            _shown = TimeProvider.System.GetTimestamp();
            _isShown = true;
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{what}: {_done} of {total}"));
        }
    }
}
