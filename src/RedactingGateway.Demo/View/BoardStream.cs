using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.Visitors;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.View;

/// <summary>The page's live feed: the board now, and again with every change (server-sent events, WHATWG HTML § 9.2).</summary>
internal sealed class BoardStream(VisitLog visits, VisitorSwitch visitors, TimeProvider time, IHostApplicationLifetime lifetime)
{
    // 20 s: below the 100 s after which the gateway's forwarder takes a silent connection for dead.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    // 40 ms: a page sends its requests in a burst; one redrawing for all of them is enough.
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(40);

    public IResult Get(HttpContext context) => TypedResults.ServerSentEvents(BoardsAsync(Words.Of(context.Request), context.RequestAborted));

    private async IAsyncEnumerable<SseItem<Board?>> BoardsAsync(Words words, [EnumeratorCancellation] CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        while (!end.IsCancellationRequested)
        {
            var changed = visits.Changed;
            yield return new SseItem<Board?>(BoardWriter.Write(visits.Read(), visitors.Current, words), "board");
            while (!end.IsCancellationRequested && !await HappensAsync(changed, end.Token))
            {
                yield return new SseItem<Board?>(null, "heartbeat");
            }

            await Task.Delay(Burst, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> HappensAsync(Task changed, CancellationToken end)
    {
        try
        {
            await changed.WaitAsync(Heartbeat, time, end);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
