using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.View;
using RedactingGateway.Demo.Visitors;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.Shop;

/// <summary>The site behind the gateway: a shop with trackers, and the demo's own page.</summary>
internal static class ShopApp
{
    // Pages of the shop; everything else is not found.
    private static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
    {
        ["/"] = "shop.html",
        ["/kaffeemuehle"] = "product.html",
        ["/danke"] = "thanks.html",
        ["/hilfe"] = "support.html",
    };

    // Vendors' scripts do not run here, and neither does a script that a field smuggles in.
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public static WebApplication Build(ShopParts parts)
    {
        var builder = LocalApp.CreateBuilder();
        builder.Services.AddSingleton(_ => parts.Visitors);
        builder.Services.AddSingleton(parts.Visits);
        builder.Services.AddSingleton(parts.Client);
        builder.Services.AddSingleton(parts.Time);
        builder.Services.AddSingleton<Replayer>();
        builder.Services.AddSingleton<BoardStream>();
        builder.Services.AddSingleton<Backend>();
        builder.Services.AddSingleton<DemoPage>();
        var app = builder.Build();
        app.Use(static (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "no-store";
            return next(context);
        });

        foreach (var (path, page) in Pages)
        {
            app.MapGet(path, context => ShowAsync(context, page, parts));
        }

        app.MapPost("/bestellen", static (HttpContext context, Backend backend) => backend.OrderAsync(context));
        app.MapGet("/shop.css", static () => Asset("shop.css", "text/css"));
        app.MapGet("/shop.js", static () => Asset("shop.js", "text/javascript"));
        app.MapGet("/demo", static (HttpContext context, DemoPage page) => page.Get(context));
        app.MapGet("/demo.css", static () => Asset("demo.css", "text/css"));
        app.MapGet("/demo.js", static () => Asset("demo.js", "text/javascript"));
        app.MapGet("/demo/stream", static (HttpContext context, BoardStream stream) => stream.Get(context));
        app.MapPost("/demo/visitor", static (HttpContext context, DemoPage page) => page.SwitchAsync(context));
        app.MapGet(RulesPage.Prefix + "{**file}", static (string file, HttpContext context) => RulesPage.Get(file, context.Request));
        return app;
    }

    private static Task ShowAsync(HttpContext context, string page, ShopParts parts)
    {
        parts.Visitors.ForgetOldChoice(context);
        var visitor = parts.Visitors.Note(context.Request);
        parts.Visits.Begin(VisitKind.Page, context.Request.Path + context.Request.QueryString, visitor);
        var words = Words.Of(context.Request);
        return Results.Content(
            Template.Render(page, words, new("language", words.Language), new("vendor", parts.Vendor), new("visitor", words[$"visitor.{BoardWriter.Code(visitor)}"])),
            "text/html; charset=utf-8").ExecuteAsync(context);
    }

    private static IResult Asset(string name, string type) => Results.Content(Template.Read(name), type + "; charset=utf-8");
}
