using System.Text.Json;
using RedactingGateway.Admin.Overview;
using RedactingGateway.Hosting;
using RedactingGateway.Logging;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin;

/// <summary>Answers whatever comes in through the admin listener.</summary>
internal sealed class AdminListener(
    RequestDelegate next, AdminAccess access, OverviewEndpoint overview, PolicyHolder policies, EventAccounts accounts, RecentRefusals refusals, RequestRefusals refused, UnknownFields unknown, StateHealth state, AdminApi api,
    Drain drain, ILogger<AdminListener> logger)
{
    /// <summary>Path of the metrics, in Prometheus' text format.</summary>
    public const string Metrics = "/metrics";

    public Task InvokeAsync(HttpContext context) => AdminConnection.Carries(context) ? AnswerAsync(context) : next(context);

    private async Task AnswerAsync(HttpContext context)
    {
        await SocketThread.LeaveAsync();
        await AnswerHereAsync(context);
    }

    private Task AnswerHereAsync(HttpContext context)
    {
        var response = context.Response;
        AdminHeaders.Apply(response);
        if (!IsHealth(context.Request.Path) && access.Check(context) is { } refusal)
        {
            refused.Add(RequestRefusal.Admin);
            logger.AdminCallRefused("it came from elsewhere without token and certificate, or by a foreign name");
            response.Headers.WWWAuthenticate = refusal.Status == StatusCodes.Status401Unauthorized ? "Basic realm=\"RedactingGateway admin\", charset=\"UTF-8\"" : default;
            return AdminApi.RefuseAsync(context, refusal.Status, refusal.Error);
        }

        if (AdminApi.Handles(context.Request.Path))
        {
            return api.AnswerAsync(context);
        }

        if (!HttpMethods.IsGet(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return Task.CompletedTask;
        }

        switch (context.Request.Path.Value)
        {
            case "/health/live":
                return WriteAsync(response, new Health("live"), AdminJson.Default.Health);
            case "/health/ready" when drain.HasBegun:
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return WriteAsync(response, new Health("stopping"), AdminJson.Default.Health);
            case "/health/ready":
                return ReadyAsync(response);
            case "/":
                return overview.PageAsync(context);
            case OverviewEndpoint.StylePath:
                return OverviewEndpoint.StyleAsync(context);
            case Metrics:
                return next(context);
            case "/refusals":
                return WriteAsync(response, new RefusalsPage(refusals.Read()), AdminJson.Default.RefusalsPage);
            case "/unknown-fields":
                return WriteAsync(response, unknown.Read(), AdminJson.Default.UnknownFieldsPage);
            case "/events":
                return WriteAsync(response, accounts.Read(policies.Current), AdminJson.Default.EventsPage);
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

    private static bool IsHealth(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal);

    // Degraded is ready all the same: a node that is taken away keeps nothing and answers nobody.
    private async Task ReadyAsync(HttpResponse response)
    {
        var report = await state.ReadAsync();
        var status = !report.CanStore ? "notReady" : report.Reasons.IsEmpty ? "ready" : "degraded";
        response.StatusCode = report.CanStore ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        await WriteAsync(response, new Health(status, policies.Current.Revision, report.Reasons.IsEmpty ? null : report.Reasons), AdminJson.Default.Health);
    }

    private static Task WriteAsync<T>(HttpResponse response, T page, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        response.ContentType = "application/json";
        return response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(page, type)).AsTask();
    }
}
