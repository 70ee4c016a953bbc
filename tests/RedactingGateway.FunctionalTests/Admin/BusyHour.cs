using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Replay;
using RedactingGateway.FunctionalTests.Wire;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.FunctionalTests.Admin;

/// <summary>A gateway after an hour with recorded traffic of visitors who accepted, refused or said nothing, a vendor that failed for a while, and a reload that was refused.</summary>
internal static class BusyHour
{
    /// <summary>Stands in names and values that no page may show.</summary>
    public const string Planted = "anna.zzplanted@example.org";

    public static async Task<GatewayHarness> RunAsync(int minutes = 60)
    {
        var gateway = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null, arguments: ["--Gateway:TrustedProxies=127.0.0.1"]);
        var recordings = Recording.All([.. ReplayedRecording.Sdks]).ToList();
        for (var minute = 0; minute < minutes; minute++)
        {
            gateway.Vendor.Reply = minute is > 20 and < 26 ? _ => VendorReply.Status(503) : _ => new VendorReply();
            var busy = 2 + (int)(2 * (1 + Math.Sin(minute / 7.0))) + (minute * 7 % 3);
            for (var i = 0; i < busy; i++)
            {
                var recording = recordings[((minute * 5) + (i * 11)) % recordings.Count];
                string[] visitor = (minute + i) % 5 == 0 ? ["Sec-GPC: 1"] : (minute + i) % 7 == 0 ? [] : [gateway.Acceptance(ReplayedRecording.Destination(recording.Sdk))];
                await ReplayedRecording.SendRawAsync(gateway, recording.ToRequest(), recording.Sdk, [.. visitor, $"X-Forwarded-For: 198.51.100.{i}"]);
            }

            await gateway.SendAsync($"POST /t/ga4-gtag/g/collect?v=2&tid=G-AB12CD34EF&cid=1234567890.1234567890&en=page_view&ep.newsletter=weekly&epn.basket_2=3&{Planted}=1&_zz=9 HTTP/1.1\nHost: localhost\nX-Forwarded-For: 198.51.100.{minute % 4}\n{gateway.Acceptance("ga4Gtag")}");
            await gateway.SendAsync("POST /t/ga4-gtag/g/nowhere HTTP/1.1\nHost: localhost");
            gateway.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return gateway;
    }

    public static void RefuseReload(GatewayHarness gateway) => gateway.Services.GetRequiredService<LastReload>().Add(new ReloadOutcome(
        ReloadResult.Refused,
        ReloadCause.Change,
        gateway.Time.GetUtcNow(),
        "5f0c2a9be310",
        [
            new Diagnostic("RGW0203", Severity.Error, "unknown data category 'user.contact.emial'", new SourceSpan("config/gateway.yaml", 14, 17, 14, 35), "user.contact.email"),
            new Diagnostic("RGW4004", Severity.Warning, "purpose 'adMeasurement' has no text in 'de'", new SourceSpan("config/gateway.yaml", 61, 5, 61, 18)),
        ]));
}
