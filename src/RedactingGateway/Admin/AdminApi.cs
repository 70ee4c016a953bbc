using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RedactingGateway.Logging;
using RedactingGateway.State;

namespace RedactingGateway.Admin;

/// <summary>The admin calls that change something, or read what is kept of people; each carries the admin token.</summary>
internal sealed class AdminApi(AdminToken token, ObjectionCalls objections, RecordCalls records, ReloadCalls reloads, ILogger<AdminApi> logger)
{
    private static readonly PathString ReloadPath = "/reload";

    /// <summary>Whether a path is one of these calls.</summary>
    public static bool Handles(PathString path) =>
        path == ReloadPath
        || path.StartsWithSegments("/objections", StringComparison.Ordinal)
        || path.StartsWithSegments("/records", StringComparison.Ordinal)
        || path.StartsWithSegments("/subjects", StringComparison.Ordinal);

    /// <summary>Answers.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == ReloadPath && HttpMethods.IsGet(context.Request.Method))
        {
            await reloads.ShowAsync(context);
            return;
        }

        if (!token.IsSet)
        {
            logger.AdminCallRefused("no admin token is set");
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "There is no admin token: set Gateway:AdminTokenFile (Gateway__AdminTokenFile) to a file with at least 32 characters.");
            return;
        }

        if (!token.IsCarriedBy(context.Request))
        {
            logger.AdminCallRefused("the admin token is missing or wrong");
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Send the admin token of Gateway:AdminTokenFile: Authorization: Bearer TOKEN.");
            return;
        }

        try
        {
            await ((context.Request.Method, context.Request.Path.Value!.TrimStart('/').Split('/')) switch
            {
                ("PUT", ["objections"]) => objections.SetAsync(context),
                ("DELETE", ["objections"]) => objections.LiftAsync(context),
                ("POST", ["objections", "find"]) => objections.FindAsync(context),
                ("POST", ["subjects", "token"]) => objections.TokenAsync(context),
                ("POST", ["reload"]) => reloads.RunAsync(context),
                ("GET", ["records", var id]) => records.ShowAsync(context, id),
                ("DELETE", ["records", var id]) => records.EraseAsync(context, id),
                _ => RefuseAsync(context, StatusCodes.Status404NotFound, "There is no such call."),
            });
        }
        catch (StateUnavailableException)
        {
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "The state cannot be read or written now; nothing was changed. Try again.");
        }
    }

    /// <summary>Says in one sentence what is wrong; nothing that the client sent is repeated.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string error) => WriteAsync(context, status, new AdminError(error), AdminJson.Default.AdminError);

    /// <summary>Says how safely a change was written.</summary>
    public static Task AcknowledgeAsync(HttpContext context, Acknowledgement acknowledgement) => acknowledgement == Acknowledgement.Stored
        ? WriteAsync(context, StatusCodes.Status200OK, new AdminChange("stored"), AdminJson.Default.AdminChange)
        : WriteAsync(context, StatusCodes.Status202Accepted, new AdminChange("kept, being distributed"), AdminJson.Default.AdminChange);

    /// <summary>Writes JSON.</summary>
    public static Task WriteAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, type)).AsTask();
    }
}
