using System.Net;
using System.Text;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Logging;

namespace RedactingGateway.Pipeline;

/// <summary>Step 5. After it there is a request in which every field was decided, and something is left to send.</summary>
internal sealed class FieldRedaction(Redactor redactor, ILogger<FieldRedaction> logger, RedactionProbe? probe = null)
{
    public bool Run(HttpContext context, GatewayFeature gateway)
    {
        var destination = gateway.Destination!;
        var below = gateway.Target.Text.AsSpan(destination.Path.Length);
        using var target = new PooledBuffer();
        target.Advance(Encoding.ASCII.GetBytes(below, target.GetSpan(below.Length)));
        try
        {
            var request = new ReceivedRequest
            {
                Destination = destination,
                Endpoint = gateway.Endpoint!,
                Target = target.WrittenMemory,
                Headers = Headers(context.Request.Headers),
                Body = gateway.Body.WrittenMemory,
                ClientAddress = ClientAddress(context.Connection.RemoteIpAddress),
            };
            gateway.Trace = probe?.NewTrace();
            gateway.Redacted = redactor.Redact(request, gateway.Grant.Purposes, gateway.Policy.Limits, gateway.Trace);
        }
#pragma warning disable CA1031 // Whatever goes wrong here: nothing leaves, and the page keeps working.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.RedactionFailed(destination.Id, e);
            return gateway.Refuse(WithheldReason.Undecodable);
        }

        return gateway.Redacted.Withheld == WithheldReason.None || gateway.Refuse(gateway.Redacted.Withheld);
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
