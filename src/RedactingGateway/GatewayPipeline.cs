using Microsoft.AspNetCore.Http.Features;
using RedactingGateway.Assets;
using RedactingGateway.Pipeline;
using RedactingGateway.Privacy.Live;
using RedactingGateway.Responses;
using RedactingGateway.Telemetry;
using RedactingGateway.Trackers;
using RedactingGateway.Vendors;

namespace RedactingGateway;

/// <summary>The way of a request to a destination, from its first to its last step.</summary>
internal sealed class GatewayPipeline(
    RequestDelegate next,
    ClientRate clientRate,
    EnvelopeGrant envelopeGrant,
    BodyReading bodyReading,
    PayloadGrant payloadGrant,
    FieldRedaction fieldRedaction,
    VendorForwarding vendorForwarding,
    EventCount eventCount,
    LiveSessions live,
    SiteGrant siteGrant,
    AssetServing assets,
    StageTimes times,
    RedactionProbe? probe = null)
{
    /// <summary>
    /// Lists the steps in order. Each takes its predecessor's result from the <see cref="GatewayFeature"/> and adds its
    /// own; a step that gives <see langword="false"/> has noted why nothing leaves.
    /// </summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var gateway = context.Features.GetRequiredFeature<GatewayFeature>(); // 1 destination and policy: DestinationMatch
        if (gateway.Destination is null)
        {
            await siteGrant.RunAsync(context, gateway);
            StoredCookies.Run(context, gateway);
            var site = GatewayTraces.Begin("site", isCurrent: false);
            await next(context); // to a site
            GatewayTraces.EndSite(site, context, gateway);
            return;
        }

        if (gateway.IsAgreed && CrossOrigin.IsPreflight(context.Request))
        {
            CrossOrigin.AnswerPreflight(context, gateway.Policy, gateway.Destination);
            return;
        }

        if (await assets.TryAnswerAsync(context, gateway))
        {
            return; // a static file of the vendor: nothing of the visitor's is in it
        }

        var clock = times.Begin(gateway.Destination.Id);
        try
        {
            var mayLeave = KnownEndpoint.Run(context, gateway) // 1
                && clientRate.Run(context, gateway) // 1
                && clock.Ended(Stage.Grant, await envelopeGrant.RunAsync(context, gateway)) // 2
                && clock.Ended(Stage.Body, await bodyReading.RunAsync(context, gateway)) // 3
                && RequestReceipt.Run(context, gateway) // 3
                && clock.Ended(Stage.Payload, await payloadGrant.RunAsync(gateway)) // 4
                && clock.Ended(Stage.Redaction, fieldRedaction.Run(gateway)) // 5
                && ShadowMode.Run(gateway); // 6
            if (mayLeave)
            {
                await vendorForwarding.RunAsync(context, gateway, next); // 7
                clock?.Ended(Stage.Vendor);
            }

            await SdkAnswering.RunAsync(context, gateway); // 8
            clock?.Ended(Stage.Answer);
        }
        finally
        {
            GatewayTraces.End(clock?.Span, context, gateway);
            eventCount.Run(gateway); // 9
            live.Tell(gateway);
            await (probe?.Ended(context, gateway) ?? Task.CompletedTask);
        }
    }
}
