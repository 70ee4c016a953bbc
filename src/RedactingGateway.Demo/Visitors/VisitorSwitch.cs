using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Demo.Visitors;

/// <summary>Makes a browser, or a request, that of another visitor: by the gateway's own choice cookie and by <c>Sec-GPC</c>.</summary>
/// <param name="cookie">Made with the gateway's root secret, so the gateway takes its cookies for real.</param>
/// <param name="policy">The policy in force: an acceptance names its purposes and scopes.</param>
internal sealed class VisitorSwitch(ChoiceCookie cookie, PolicySnapshot policy)
{
    /// <summary>Name of the cookie by which the shop's pages know that the visitor is to send <c>Sec-GPC: 1</c>.</summary>
    public const string GpcCookie = "demo-gpc";

    /// <summary>The visitor that the browser was last seen as.</summary>
    public Visitor Current { get; private set; }

    /// <summary>Notes which visitor the browser is.</summary>
    public Visitor Note(HttpRequest request) => Current = Read(request);

    /// <summary>The visitor that a browser is.</summary>
    private Visitor Read(HttpRequest request)
    {
        if (request.Cookies.ContainsKey(GpcCookie) || request.Headers["Sec-GPC"] == "1")
        {
            return Visitor.Gpc;
        }

        // Unreadable: an earlier run of the demo wrote it, and ForgetOldChoice takes it away.
        return request.Cookies[ChoiceCookie.HostName] is { } value && cookie.Read(value.AsMemory()) is { Kind: not ChoiceKind.Unreadable } choice
            ? Of(choice, gpc: false)
            : Visitor.New;
    }

    /// <summary>The visitor that the gateway saw.</summary>
    public static Visitor Of(StoredChoice choice, bool gpc) => choice.Kind switch
    {
        ChoiceKind.Accepted => Visitor.Accepted,
        ChoiceKind.Refused or ChoiceKind.Unreadable => Visitor.Refused,
        _ => gpc ? Visitor.Gpc : Visitor.New,
    };

    /// <summary>Makes the browser that gets <paramref name="response"/> this visitor.</summary>
    public void Apply(HttpResponse response, Visitor visitor)
    {
        Current = visitor;
        SetCookie(response, ChoiceCookie.HostName, CookieValue(visitor), "; Secure; HttpOnly");
        SetCookie(response, GpcCookie, visitor == Visitor.Gpc ? "1" : null, "; HttpOnly");
    }

    /// <summary>Takes a choice away that an earlier run of the demo wrote: its root secret is gone, and unreadable means refused.</summary>
    public void ForgetOldChoice(HttpContext context)
    {
        if (context.Request.Cookies[ChoiceCookie.HostName] is { } value && cookie.Read(value.AsMemory()).Kind == ChoiceKind.Unreadable)
        {
            SetCookie(context.Response, ChoiceCookie.HostName, value: null, "; Secure; HttpOnly");
        }
    }

    /// <summary>Value of the <c>Cookie</c> header of this visitor, or null: none.</summary>
    public string? CookieHeader(Visitor visitor) => CookieValue(visitor) is { } value ? $"{ChoiceCookie.HostName}={value}" : null;

    private string? CookieValue(Visitor visitor) => visitor switch
    {
        Visitor.Accepted => cookie.WriteAcceptance(Scopes(), [], BrowserSignals.None, Guid.NewGuid()),
        Visitor.Refused => cookie.WriteRefusal(),
        _ => null,
    };

    private IEnumerable<KeyValuePair<string, string?>> Scopes() => policy.Destinations
        .SelectMany(static d => d.Purposes)
        .DistinctBy(static p => p.Id)
        .Select(static p => KeyValuePair.Create(p.Id, (string?)p.Scope));

    // By hand: ASP.NET would escape the value, and what is signed must come back as it was written.
    private static void SetCookie(HttpResponse response, string name, string? value, string attributes) =>
        response.Headers.Append("Set-Cookie", $"{name}={value}; Path=/; SameSite=Lax{attributes}{(value is null ? "; Max-Age=0" : "")}");
}
