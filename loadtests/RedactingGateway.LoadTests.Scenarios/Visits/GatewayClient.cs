using System.Globalization;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.LoadTests.Scenarios.Visits;

/// <summary>Sends as browsers do: recorded requests byte for byte, page views, choices.</summary>
internal sealed class GatewayClient : IDisposable
{
    /// <summary>Path of the visitor's choices.</summary>
    public const string Choices = "/privacy-choices/choices";

    private const string HtmlEnd = "</html>";

    // The client sets these itself, or they belong to one hop.
    private static readonly string[] OwnHeaders = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Cookie"];

    private readonly HttpClient _client;

    public GatewayClient(Uri target)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
        {
            BaseAddress = target,

            // Longer than the gateway waits for a vendor: who gives up first must be the gateway.
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>Sends a recorded request to its destination, <c>/t/{sdk}</c>; the answer must be the success that its SDK takes.</summary>
    public Task<StepOutcome> HitAsync(Recording recording, Visitor visitor) => SendAsync(recording.Sdk, recording.ToRequest(), visitor, static status => status is >= 200 and <= 204);

    /// <summary>Sends any request to a destination.</summary>
    public async Task<StepOutcome> SendAsync(string sdk, WireRequest request, Visitor visitor, Predicate<int> isExpected)
    {
        using var message = Message(request.Method, $"/t/{sdk}{request.Target}", visitor);
        if (request.Method != "GET")
        {
            message.Content = new ByteArrayContent(request.Body);
        }

        foreach (var (name, value) in request.Headers)
        {
            if (!OwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) && !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await SendAsync(message, (status, _) => isExpected(status) ? null : "unexpected status");
    }

    /// <summary>Asks for a page; it must arrive whole and with what the visitor is told.</summary>
    public async Task<StepOutcome> PageAsync(string path, Visitor visitor)
    {
        using var message = Message("GET", path, visitor);
        message.Headers.TryAddWithoutValidation("Accept", "text/html,*/*;q=0.8");
        message.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", "document");
        return await SendAsync(message, static (status, body) => status != 200 ? "unexpected status"
            : !body.Contains(HtmlEnd, StringComparison.Ordinal) ? "the page is cut off"
            : !body.Contains("/privacy-choices/", StringComparison.Ordinal) ? "the page tells nothing of choices"
            : null);
    }

    /// <summary>Makes a choice as the site's own page does.</summary>
    /// <returns>The visitor with the choice cookie.</returns>
    public async Task<(StepOutcome Outcome, Visitor Visitor)> ChooseAsync(bool accepts, Visitor visitor)
    {
        using var message = Message("PUT", Choices, visitor);
        message.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        message.Content = new StringContent(accepts ? """{ "all": true }""" : """{ "all": false }""", null, "application/json");
        string? cookie = null;
        var outcome = await SendAsync(
            message,
            (status, _) => status is not (200 or 202) ? "unexpected status" : cookie is null ? "no choice cookie" : null,
            response => cookie = response.Headers.TryGetValues("Set-Cookie", out var lines) ? lines.First().Split(';')[0] : null);
        return (outcome, cookie is null ? visitor : visitor with { Cookie = cookie });
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Message(string method, string target, Visitor visitor)
    {
        // As recorded: the Uri class would rewrite escapes.
        var uri = new Uri(_client.BaseAddress!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(method), uri);
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", visitor.Address);
        if (visitor.Cookie is not null)
        {
            message.Headers.TryAddWithoutValidation("Cookie", visitor.Cookie);
        }

        return message;
    }

    private async Task<StepOutcome> SendAsync(HttpRequestMessage message, Func<int, string, string?> problem, Action<HttpResponseMessage>? see = null)
    {
        try
        {
            using var response = await _client.SendAsync(message);
            see?.Invoke(response);
            var body = await response.Content.ReadAsStringAsync();
            var status = (int)response.StatusCode;
            var found = problem(status, body);
            return new StepOutcome(found is null, status.ToString(CultureInfo.InvariantCulture), body.Length + (message.Content?.Headers.ContentLength ?? 0), found);
        }
        catch (HttpRequestException e)
        {
            return new StepOutcome(IsOk: false, e.HttpRequestError.ToString(), 0, e.Message);
        }
        catch (TaskCanceledException)
        {
            return new StepOutcome(IsOk: false, "timeout", 0, "no answer within 30 s");
        }
    }
}
