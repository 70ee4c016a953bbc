using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.FunctionalTests.Wire;
using RedactingGateway.LoadTests.Scenarios.Options;

namespace RedactingGateway.LoadTests.Scenarios.Servers;

/// <summary>All vendors in one: answers, and has what it got searched for planted values.</summary>
internal sealed class RecordingSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LeakCounter _leaks;
    private volatile SlowVendor? _slow;

    private RecordingSink(WebApplication app, LeakCounter leaks)
    {
        _app = app;
        _leaks = leaks;
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address => _app.Urls.First();

    /// <summary>A vendor that answers late; null: none does.</summary>
    public SlowVendor? Slow
    {
        get => _slow;
        set => _slow = value;
    }

    /// <summary>Starts a sink.</summary>
    /// <param name="url">Address; port 0 takes a free one.</param>
    /// <param name="persons">Whose values must not arrive.</param>
    public static async Task<RecordingSink> StartAsync(string url, IEnumerable<PlantedPerson> persons)
    {
        var sink = new RecordingSink(LocalServer.Build(url), new LeakCounter(persons));
        await sink._app.StartAsync();
        return sink;
    }

    /// <summary>What it saw so far, searched to the end.</summary>
    public Task<LeakCount> CountAsync() => _leaks.CountAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _leaks.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new WireRequest(
            context.Request.Method,
            target,
            [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
            body.ToArray());
        _leaks.Take(request);
        if (_slow is { } slow && target.Contains(slow.Path, StringComparison.Ordinal))
        {
            await Task.Delay(slow.Delay, context.RequestAborted);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}

/// <summary>A vendor that answers late.</summary>
/// <param name="Path">Part of its path.</param>
/// <param name="Delay">How late.</param>
internal sealed record SlowVendor(string Path, TimeSpan Delay);
