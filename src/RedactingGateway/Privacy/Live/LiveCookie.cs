using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using RedactingGateway.Core.Signals;
using RedactingGateway.Pipeline;

namespace RedactingGateway.Privacy.Live;

/// <summary>Takes the cookie of a live session off every request: neither sites nor vendors ever see it. After it the request knows whether it is watched.</summary>
internal sealed class LiveCookie(RequestDelegate next, LiveToken tokens, LiveSessions sessions)
{
    private const string Name = "__Host-privacy-live";

    public Task InvokeAsync(HttpContext context) => TakeOff(context.Request.Headers) is { } value ? WatchAsync(context, value) : next(context);

    /// <summary>Sets the cookie; with an empty value it goes.</summary>
    public static void Set(HttpResponse response, string value)
    {
        var age = value.Length == 0 ? 0 : (int)LiveToken.Lifetime.TotalSeconds;
        response.Headers.Append("Set-Cookie", $"{Name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age={age}");
    }

    private async Task WatchAsync(HttpContext context, string value)
    {
        var gateway = context.Features.GetRequiredFeature<GatewayFeature>();
        if (tokens.TryRead(value.AsMemory(), out var session))
        {
            gateway.Live = session;
            gateway.IsWatched = gateway.Destination is not null && await sessions.IsWatchedAsync(session);
        }

        await next(context);
    }

    // Requests without it, nearly all, are looked through once and left as they are.
    private static string? TakeOff(IHeaderDictionary headers)
    {
        string? found = null;
        var cookies = headers.Cookie;
        for (var i = 0; i < cookies.Count; i++)
        {
            if (cookies[i]?.Contains(Name, StringComparison.Ordinal) == true)
            {
                cookies = Without(cookies, i, ref found);
            }
        }

        if (found is not null)
        {
            headers.Cookie = new StringValues([.. cookies.Where(static c => !string.IsNullOrEmpty(c))]);
        }

        return found;
    }

    private static StringValues Without(StringValues cookies, int index, ref string? found)
    {
        List<string> others = [];
        foreach (var pair in cookies[index]!.Split(';'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && pair.AsSpan(0, equals).Trim(' ').SequenceEqual(Name))
            {
                found ??= pair[(equals + 1)..].Trim(' ').Trim('"');
            }
            else
            {
                others.Add(others.Count == 0 ? pair.TrimStart(' ') : pair);
            }
        }

        var all = cookies.ToArray();
        all[index] = string.Join(';', others);
        return new StringValues(all);
    }
}
