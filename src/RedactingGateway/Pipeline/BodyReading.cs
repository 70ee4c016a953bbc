using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Hosting;
using RedactingGateway.Logging;

namespace RedactingGateway.Pipeline;

/// <summary>Step 3. After it the whole body is in pooled memory and within the limit, and the client is not needed any more.</summary>
internal sealed class BodyReading(BodyBudget budget, TimeProvider time, ILogger<BodyReading> logger)
{
    // 30 s: 2 MiB over a slow mobile line (560 kbit/s); a body that takes longer is not a tracker's.
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    // 32 KiB: about 0.2 ms of redaction; what is compressed may become far longer.
    private const int MostOnSocketThread = 32 * 1024;

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
        var reader = context.Request.BodyReader;
        CancellationTokenSource? timeout = null;
        try
        {
            var share = gateway.BodyShare = new BodyShare(budget);
            while (true)
            {
                var reading = reader.ReadAsync();
                if (!reading.IsCompleted && timeout is null)
                {
                    // Most bodies come with their headers and wait for nobody: they need no clock.
                    timeout = new CancellationTokenSource(Timeout, time);
                    timeout.Token.UnsafeRegister(static r => ((PipeReader)r!).CancelPendingRead(), reader);
                }

                var result = await reading;
                if (result.IsCanceled)
                {
                    throw new OperationCanceledException();
                }

                var fits = Take(result.Buffer, gateway, share, limit);
                reader.AdvanceTo(result.Buffer.End);
                if (!fits)
                {
                    return GiveUp(gateway, WithheldReason.Limit);
                }

                if (result.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // BadHttpRequestException is an IOException: broken chunks, a body cut short, Kestrel's own limit.
            var tooMuch = timeout is { IsCancellationRequested: true } || e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };
            var reason = tooMuch ? WithheldReason.Limit : WithheldReason.Undecodable;
            logger.BodyNotRead(gateway.Destination!.Id, reason, e);
            return GiveUp(gateway, reason);
        }
        finally
        {
            timeout?.Dispose();
        }

        if (TakesLong(context, gateway.Body.Written))
        {
            await SocketThread.LeaveAsync();
        }

        return true;
    }

    // gzip and zlib begin so (RFC 1952 § 2.3.1, RFC 1950 § 2.2), and are sent without a header by some SDKs; a form that begins with x loses nothing.
    private static bool TakesLong(HttpContext context, ReadOnlySpan<byte> body) =>
        body.Length > MostOnSocketThread || context.Request.Headers.ContentEncoding.Count > 0 || body is [0x1F, 0x8B, ..] or [0x78, ..];

    // What was read is of no use, and its memory is wanted before the answer has gone out.
    private static bool GiveUp(GatewayFeature gateway, WithheldReason reason)
    {
        gateway.GiveBodyUp();
        return gateway.Refuse(reason);
    }

    private static bool Take(ReadOnlySequence<byte> bytes, GatewayFeature gateway, BodyShare share, int limit)
    {
        var length = gateway.Body.Length + bytes.Length;
        if (length > limit)
        {
            return false;
        }

        if (!share.TryGrow(length))
        {
            gateway.MayPassLater = true;
            return false;
        }

        foreach (var segment in bytes)
        {
            gateway.Body.Write(segment.Span);
        }

        return true;
    }
}
