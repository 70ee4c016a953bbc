using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy.Live;

/// <summary><c>{prefix}/live</c>: the page, its start and end, its stream and its script.</summary>
internal sealed class LiveEndpoint(LiveSessions sessions, LiveToken tokens, ChoiceLimit limit, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // The page's own script, and connections to its own origin, are all that is added to what our pages may.
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // 15 s: proxies close connections that are silent for a minute or so.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    private static readonly byte[] Script = PrivacyPages.Resource("live.js");

    private static readonly string Integrity = $"sha384-{Convert.ToBase64String(SHA384.HashData(Script))}";

    /// <summary>Answers for <paramref name="path"/>, what follows <c>/live</c>.</summary>
    public Task AnswerAsync(HttpContext context, GatewayFeature gateway, string path)
    {
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return (path, context.Request.Method) switch
        {
            ("", "GET" or "HEAD") => ShowAsync(context, gateway),
            ("", "POST") => StartAsync(context, gateway),
            ("", _) => PrivacyAnswer.MethodNotAllowed(context, "GET, HEAD, POST"),
            ("/stop", "POST") => StopAsync(context, gateway),
            ("/stop", _) => PrivacyAnswer.MethodNotAllowed(context, "POST"),
            ("/stream", "GET") => StreamAsync(context, gateway),
            _ => PrivacyAnswer.MethodNotAllowed(context, "GET"),
        };
    }

    /// <summary>Answers with the page's script.</summary>
    public static Task ScriptAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return PrivacyAnswer.WriteAsync(context, StatusCodes.Status200OK, "text/javascript; charset=utf-8", Script);
    }

    private async Task ShowAsync(HttpContext context, GatewayFeature gateway)
    {
        var page = new LivePage(gateway.Policy, gateway.Site!, Language(context, gateway), gateway.Policy.Texts.Of(gateway.Site!));
        if (gateway.Live is not { } key)
        {
            await PrivacyAnswer.HtmlAsync(context, StatusCodes.Status200OK, page.WriteStart(context.Request.Query.ContainsKey("ended")));
            return;
        }

        await (await sessions.OpenAsync(key) is { } session
            ? PrivacyAnswer.HtmlAsync(context, StatusCodes.Status200OK, page.WriteRunning(key, session.After(0), Integrity))
            : PrivacyAnswer.HtmlAsync(context, StatusCodes.Status503ServiceUnavailable, page.WriteBusy()));
    }

    private Task StartAsync(HttpContext context, GatewayFeature gateway)
    {
        if (Refuse(context) is { } problem)
        {
            return ProblemAsync(context, gateway, problem);
        }

        // A new number every time: what was watched before is not what is watched now.
        End(gateway);
        LiveCookie.Set(context.Response, tokens.Write());
        return BackAsync(context, gateway, "");
    }

    private Task StopAsync(HttpContext context, GatewayFeature gateway)
    {
        if (Refuse(context) is { } problem)
        {
            return ProblemAsync(context, gateway, problem);
        }

        End(gateway);
        LiveCookie.Set(context.Response, "");
        return BackAsync(context, gateway, "&ended=1");
    }

    private async Task StreamAsync(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Live is not { } key || IsForeign(context.Request) || await sessions.OpenAsync(key) is not { } session)
        {
            // 204 tells an EventSource not to come back (HTML § 9.2.3).
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = session.BeginStream(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var after = long.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            await SseFormatter.WriteAsync(
                EventsAsync(session, after, stream.Token),
                context.Response.Body,
                (item, writer) =>
                {
                    using var json = new Utf8JsonWriter(writer);
                    if (item.Data is { } entry)
                    {
                        JsonSerializer.Serialize(json, LiveShown.Of(entry, gateway.Policy, Language(context, gateway)), LiveShownJson.Default.LiveShown);
                    }
                    else
                    {
                        json.WriteNullValue();
                    }
                },
                context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or another took its place, or the gateway stops: the browser comes back to another node.
        }
        finally
        {
            if (session.EndStream(stream))
            {
                sessions.Close(key);
            }

            stream.Dispose();
        }
    }

    private async IAsyncEnumerable<SseItem<LiveEntry?>> EventsAsync(LiveSession session, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // At once: the browser then knows that the stream is open.
        yield return new(null, "alive");
        while (session.Key.End - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            foreach (var (number, entry) in session.After(after))
            {
                after = number;
                yield return new(entry, "request");
            }

            if (!await CameAsync(session, left < KeepAlive ? left : KeepAlive, cancellationToken))
            {
                yield return new(null, "alive");
            }
        }

        yield return new(null, "end");
    }

    // Whether something came within a time.
    private async Task<bool> CameAsync(LiveSession session, TimeSpan within, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await session.Awake.WaitToReadAsync(either.Token) && session.Awake.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void End(GatewayFeature gateway)
    {
        if (gateway.Live is { } key)
        {
            sessions.Close(key);
        }
    }

    private ChoiceProblem? Refuse(HttpContext context) =>
        !SameOrigin.IsProven(context.Request) ? Problems.CrossSite : limit.TryTake(context) ? null : Problems.RateLimited;

    // SameSite=Strict keeps other sites out; browsers also say who asks, and others' pages are not answered.
    private static bool IsForeign(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin");

    private static Task ProblemAsync(HttpContext context, GatewayFeature gateway, ChoiceProblem problem)
    {
        PrivacyAnswer.Prepare(context, problem);
        return PrivacyAnswer.HtmlAsync(context, problem.Status, ChoicesPage.WriteProblem(gateway.Site!, problem, Language(context, gateway)));
    }

    private static Task BackAsync(HttpContext context, GatewayFeature gateway, string more)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{gateway.Site!.PrivacyPath}/live?language={Language(context, gateway).Tag}{more}";
        return Task.CompletedTask;
    }

    private static NoticeLanguage Language(HttpContext context, GatewayFeature gateway) =>
        gateway.Policy.Texts.Find(gateway.Site!, context.Request.Query["language"]) ?? gateway.Policy.Texts.Choose(gateway.Site!, AcceptedLanguages.Of(context.Request.Headers));
}
