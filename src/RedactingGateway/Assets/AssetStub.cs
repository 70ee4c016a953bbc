using System.Text;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Responses;

namespace RedactingGateway.Assets;

/// <summary>What stands in a static file's place: of the same kind, and without effect. Never stored, so that the file starts after a yes.</summary>
internal static class AssetStub
{
    private static readonly byte[] Json = "{}"u8.ToArray();
    private static readonly byte[] Script = Encoding.ASCII.GetBytes("/* held back by the privacy gateway */\n");

    public static Task WriteAsync(HttpContext context, ReadOnlySpan<char> path)
    {
        var isImage = context.Request.Headers["Sec-Fetch-Dest"] is ["image"] || path.EndsWith(".gif", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        var (type, body) = isImage ? ("image/gif", EmptyGif.Bytes)
            : path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ("application/json", Json)
            : path.EndsWith(".css", StringComparison.OrdinalIgnoreCase) ? ("text/css; charset=utf-8", [])
            : ("text/javascript; charset=utf-8", Script);
        AnswerHeaders.Apply(context.Response, SuccessBody.None);
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}
