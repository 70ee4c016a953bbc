using System.Text;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Pipeline;

/// <summary>Step 3, its end. After it the request is one value that the engine reads: target, headers, body, the client's address.</summary>
internal static class RequestReceipt
{
    public static bool Run(HttpContext context, GatewayFeature gateway)
    {
        var below = gateway.Target.Text.AsSpan(gateway.Destination!.Path.Length);
        var target = gateway.TargetBytes;
        target.Advance(Encoding.ASCII.GetBytes(below, target.GetSpan(below.Length)));
        gateway.Received = new ReceivedRequest
        {
            Destination = gateway.Destination,
            Endpoint = gateway.Endpoint!,
            Target = target.WrittenMemory,
            Headers = Headers(context.Request.Headers),
            Body = gateway.Body.WrittenMemory,
            ClientAddress = context.Connection.RemoteIpAddress?.ToString(),
        };
        return true;
    }

    private static List<KeyValuePair<string, string>> Headers(IHeaderDictionary headers)
    {
        var list = new List<KeyValuePair<string, string>>(headers.Count);
        foreach (var (name, values) in headers)
        {
            foreach (var value in values)
            {
                list.Add(new(name, value ?? ""));
            }
        }

        return list;
    }
}
