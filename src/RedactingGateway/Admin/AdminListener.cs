using System.Text.Json;
using RedactingGateway.Hosting;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Admin;

/// <summary>Answers whatever comes in through the admin listener; after it, a request came from a visitor.</summary>
internal sealed class AdminListener(RequestDelegate next, PolicyHolder policies, EventAccounts accounts, StateHealth state, AdminApi api, Drain drain)
{
    public Task InvokeAsync(HttpContext context) => AdminConnection.Carries(context) ? AnswerAsync(context) : next(context);

    private Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        AdminHeaders.Apply(response);
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
            case "/events":
                return WriteAsync(response, accounts.Read(policies.Current), AdminJson.Default.EventsPage);
            default:
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }

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
