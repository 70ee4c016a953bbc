using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Signals;
using RedactingGateway.Demo.Visitors;

namespace RedactingGateway.Demo.Shop;

/// <summary>The shop's server: it takes the order and reports it to Meta's Conversions API, through the gateway and with the visitor's choice.</summary>
internal sealed class Backend(GatewayClient gateway, TimeProvider time)
{
    private const string OrderPage = "/danke?order_id=B-880217&email=anna.sommerfeld%2Bshop%40example.org&utm_source=newsletter&utm_medium=email&utm_campaign=herbst&gclid=Cj0KCQdemo";

    public async Task<IResult> OrderAsync(HttpContext context)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            data = new[]
            {
                new
                {
                    event_name = "Purchase",
                    event_time = time.GetUtcNow().ToUnixTimeSeconds(),
                    event_id = "order.B-880217",
                    action_source = "website",
                    event_source_url = "https://shop.example" + OrderPage,
                    user_data = new
                    {
                        em = new[] { Hash("anna.sommerfeld+shop@example.org") },
                        ph = new[] { Hash("493012345678") },
                        ln = new[] { Hash("sommerfeld") },
                        client_ip_address = "203.0.113.77",
                        client_user_agent = context.Request.Headers.UserAgent.ToString(),
                        external_id = "KD-2026-4711",
                    },
                    custom_data = new { value = 149.80, currency = "EUR", order_id = "B-880217", familienstand = "verheiratet", iban = "DE89370400440532013000" },
                },
            },
            access_token = "demo-token",
        });
        var choice = context.Request.Cookies[ChoiceCookie.HostName];
        using var answer = await gateway.SendAsync(
            "POST",
            "/t/meta-capi/v24.0/123456789012345/events",
            [new("Content-Type", "application/json"), new("User-Agent", "shop-backend/1.0"), new("Referer", context.Request.Headers.Referer.ToString())],
            body,
            choice is null ? null : $"{ChoiceCookie.HostName}={choice}",
            context.Request.Cookies.ContainsKey(VisitorSwitch.GpcCookie),
            visit: null);
        return Results.NoContent();
    }

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
