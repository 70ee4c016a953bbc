using RedactingGateway.Logging;
using RedactingGateway.Telemetry;

namespace RedactingGateway.Pipeline;

/// <summary>Around everything. After it no exception reaches the server, a log or a client with its message.</summary>
internal sealed class ErrorBarrier(RequestDelegate next, ILogger<ErrorBarrier> logger, RequestRefusals? refusals = null)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
#pragma warning disable CA1031 // The barrier is where all of them end.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (e is not OperationCanceledException || !context.RequestAborted.IsCancellationRequested)
            {
                logger.RequestFailed(e);
                refusals?.Add(RequestRefusal.Failed);
            }

            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            context.Response.StatusCode = e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        }
    }
}
