using System.Net;
using RedactingGateway.Benchmarks.Engine;
using RedactingGateway.Benchmarks.Peers.Requests;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.Benchmarks.Peers.Mixed;

/// <summary>What goes on beside the small hits: batches of 1 MB, pages, and events for the slow vendor, each at its own pace.</summary>
internal sealed class MixedLoad : IAsyncDisposable
{
    private const int BatchBytes = 1000 * 1000;

    // A second: 4 batches are some 40 ms of redaction, 10 pages some 10 ms; 20 events wait for the slow vendor for 3 s each.
    private const double Batches = 4;
    private const double Pages = 10;
    private const double SlowEvents = 20;

    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, MaxConnectionsPerServer = 256 });
    private readonly IPEndPoint _gateway;
    private readonly string _cookie;
    private readonly List<Task> _loops;
    private string? _problem;

    private MixedLoad(IPEndPoint gateway, string cookie)
    {
        (_gateway, _cookie) = (gateway, cookie);
        var segment = Recording.Load("segment-browser", "24-batch-b.http");
        var batch = JsonBatch.Repeat(segment.Body, "batch", BatchBytes);
        var plausible = Recording.All("plausible-tracker").First(static r => r.Method == "POST");
        _loops =
        [
            RunAsync(Batches, () => Message(segment, batch)),
            RunAsync(Pages, Page),
            RunAsync(SlowEvents, () => Message(plausible, plausible.Body)),
        ];
    }

    /// <summary>Begins.</summary>
    public static MixedLoad Start(IPEndPoint gateway, string cookie) => new(gateway, cookie);

    /// <summary>Ends.</summary>
    /// <exception cref="InvalidOperationException">An answer was not the expected one.</exception>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_loops);
        _client.Dispose();
        _end.Dispose();
        if (_problem is not null)
        {
            throw new InvalidOperationException($"Beside the hits: {_problem}");
        }
    }

    private async Task RunAsync(double perSecond, Func<HttpRequestMessage> make)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond));
        List<Task> under = [];
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                under.Add(SendAsync(make()));
                under.RemoveAll(static t => t.IsCompleted);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(under);
        }
    }

    private async Task SendAsync(HttpRequestMessage message)
    {
        try
        {
            using (message)
            {
                using var answer = await _client.SendAsync(message, _end.Token);
                await answer.Content.ReadAsByteArrayAsync(_end.Token);
                if (!answer.IsSuccessStatusCode)
                {
                    _problem ??= $"{message.RequestUri!.AbsolutePath} was answered {(int)answer.StatusCode}";
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
        catch (HttpRequestException e)
        {
            _problem ??= e.Message;
        }
    }

    private HttpRequestMessage Page()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, $"http://{_gateway}/") { Headers = { Host = PeerRequest.Host } };
        message.Headers.TryAddWithoutValidation("Accept", "text/html");
        message.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        return message;
    }

    private HttpRequestMessage Message(Recording recording, byte[] body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"http://{_gateway}/t/{recording.Sdk}{recording.VendorTarget}") { Content = new ByteArrayContent(body), Headers = { Host = PeerRequest.Host } };
        message.Headers.TryAddWithoutValidation("Cookie", _cookie);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", recording.Headers.First(static h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value);
        return message;
    }
}
