using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;

namespace RedactingGateway.Pipeline;

/// <summary>Step 3. After it the whole body is in pooled memory and within the limit, and the client is not needed any more.</summary>
internal sealed class BodyReading(BodyBudget budget, TimeProvider time, ILogger<BodyReading> logger)
{
    // 30 s: 2 MiB over a slow mobile line (560 kbit/s); a body that takes longer is not a tracker's.
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async ValueTask<bool> RunAsync(HttpContext context, GatewayFeature gateway)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return true;
        }

        // Before the first read: it is what tells a client with Expect: 100-continue to go on.
        var limit = gateway.Policy.Limits.BodyBytes;
        if (context.Request.ContentLength > limit)
        {
            return gateway.Refuse(WithheldReason.Limit);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limit;
        }

        // Not bound to RequestAborted: what is in the server's buffer is read, and a body cut short ends with an exception.
        // (Kestrel throws, too, where the client's FIN came before the first read, complete body or not: aspnetcore#13188.)
        using var timeout = new CancellationTokenSource(Timeout, time);
        try
        {
            return await ReadAsync(context.Request.BodyReader, gateway, limit, timeout.Token) || GiveUp(gateway, WithheldReason.Limit);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // BadHttpRequestException is an IOException: broken chunks, a body cut short, Kestrel's own limit.
            var tooMuch = timeout.IsCancellationRequested || e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            var reason = tooMuch ? WithheldReason.Limit : WithheldReason.Undecodable;
            logger.BodyNotRead(gateway.Destination!.Id, reason, e);
            return GiveUp(gateway, reason);
        }
    }

    // What was read is of no use, and its memory is wanted before the answer has gone out.
    private static bool GiveUp(GatewayFeature gateway, WithheldReason reason)
    {
        gateway.GiveBodyUp();
        return gateway.Refuse(reason);
    }

    private async ValueTask<bool> ReadAsync(PipeReader reader, GatewayFeature gateway, int limit, CancellationToken cancellation)
    {
        var share = gateway.BodyShare = new BodyShare(budget);
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var length = gateway.Body.Length + result.Buffer.Length;
            var fits = length <= limit;
            if (fits && !share.TryGrow(length))
            {
                gateway.MayPassLater = true;
                fits = false;
            }

            if (fits)
            {
                foreach (var segment in result.Buffer)
                {
                    gateway.Body.Write(segment.Span);
                }
            }

            reader.AdvanceTo(result.Buffer.End);
            if (!fits || result.IsCompleted)
            {
                return fits;
            }
        }
    }
}
