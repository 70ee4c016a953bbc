using System.Net;
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
            ClientAddress = ClientAddress(context.Connection.RemoteIpAddress),
        };
        return true;
    }

    // ::ffff:203.0.113.7 is how a dual-stack socket names an IPv4 client (RFC 4291 § 2.5.5.2).
    private static string? ClientAddress(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();

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
