using System.Net.ServerSentEvents;
using System.Text.Json;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>A browser with "My data, live" open, without the browser.</summary>
internal sealed class LiveViewer : IAsyncDisposable
{
    public const string Path = "/privacy-choices/live";

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _address;
    private readonly string _host;
    private IAsyncEnumerator<SseItem<string>>? _events;
    private Stream? _stream;

    private LiveViewer(Uri address, string host) => (_address, _host) = (address, host);

    /// <summary><c>name=value</c>, as the browser sends it back.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>The header that set it.</summary>
    public string SetCookie { get; private set; } = "";

    /// <summary>Everything that the stream said.</summary>
    public List<string> Said { get; } = [];

    /// <summary>Presses the button.</summary>
    public static async Task<LiveViewer> StartAsync(Uri address, string host = "shop.example")
    {
        var viewer = new LiveViewer(address, host);
        using var answer = await viewer.SendAsync(HttpMethod.Post, Path, $"Origin: http://{host}");
        Assert.Equal(303, (int)answer.StatusCode);
        viewer.SetCookie = answer.Headers.GetValues("Set-Cookie").Single();
        viewer.Cookie = viewer.SetCookie.Split(';')[0];
        return viewer;
    }

    /// <summary>Opens the stream, here or at another node; when the task ends, it is open.</summary>
    public async Task OpenAsync(Uri? node = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node ?? _address, $"{Path}/stream?language=en")) { Headers = { Host = _host } };
        request.Headers.TryAddWithoutValidation("Cookie", Cookie);
        var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        _stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        _events = SseParser.Create(_stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator();
        Assert.Equal("alive", await NextTypeAsync());
    }

    /// <summary>The next request that is shown; null: the stream has ended.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        string? type;
        do
        {
            type = await NextTypeAsync();
        }
        while (type == "alive");
        return type == "request" ? JsonDocument.Parse(_events!.Current.Data).RootElement.Clone() : null;
    }

    /// <summary>The page as it is now.</summary>
    public async Task<string> PageAsync(string path = Path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "Accept: text/html");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params string[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path)) { Headers = { Host = _host } };
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header[..header.IndexOf(':', StringComparison.Ordinal)], header[(header.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        }

        if (Cookie.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", Cookie);
        }

        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Closes the page.</summary>
    public async Task CloseAsync()
    {
        if (_stream is not null)
        {
            await _stream.DisposeAsync();
            _stream = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _client.Dispose();
    }

    private async Task<string?> NextTypeAsync()
    {
        if (!await _events!.MoveNextAsync())
        {
            return null;
        }

        Said.Add(_events.Current.Data);
        return _events.Current.EventType;
    }
}
