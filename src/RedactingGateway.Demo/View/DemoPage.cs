using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.Visitors;

namespace RedactingGateway.Demo.View;

/// <summary>The demo's own page, and the switch on it.</summary>
internal sealed class DemoPage(VisitorSwitch visitors, Replayer replayer, GatewayClient gateway)
{
    private const string Hit =
        "/t/ga4/g/collect?v=2&tid=G-TEST12345&cid=555.777&en=page_view&dl=https%3A%2F%2Fshop.example%2Fdanke%3Femail%3Danna%40example.org";

    public IResult Get(HttpContext context)
    {
        visitors.ForgetOldChoice(context);
        visitors.Note(context.Request);
        var words = Words.Of(context.Request);
        if (context.Request.Query.ContainsKey("lang"))
        {
            context.Response.Headers.Append("Set-Cookie", $"demo-lang={words.Language}; Path=/; SameSite=Lax");
        }

        return Results.Content(
            Template.Render(
                "demo.html",
                words,
                new("language", words.Language),
                new("other.language", words.Language == "de" ? "en" : "de"),
                new("curl.new", $"curl -i \"{gateway.Address}{Hit}\""),
                new("curl.accepted", $"curl -i -H \"Cookie: {visitors.CookieHeader(Visitor.Accepted)}\" \\\n  \"{gateway.Address}{Hit}\"")),
            "text/html; charset=utf-8");
    }

    /// <summary>Makes the browser another visitor and sends the last requests again as that one.</summary>
    public async Task<IResult> SwitchAsync(HttpContext context)
    {
        // Only the page itself: a form on another site must not change what this browser is.
        if (context.Request.Headers["Sec-Fetch-Site"].FirstOrDefault() is not (null or "same-origin")
            || !Enum.TryParse<Visitor>(context.Request.Query["as"], ignoreCase: true, out var visitor) || !Enum.IsDefined(visitor))
        {
            return Results.BadRequest();
        }

        visitors.Apply(context.Response, visitor);
        await replayer.ReplayAsync(visitor);
        return Results.NoContent();
    }
}
