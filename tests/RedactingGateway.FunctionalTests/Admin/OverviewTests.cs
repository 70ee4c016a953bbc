using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Replay;
using RedactingGateway.Telemetry;

namespace RedactingGateway.FunctionalTests.Admin;

public sealed class OverviewTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_ShowsWhatLeft_WhatStayed_AndWhatNeedsSomebody()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 12);
        BusyHour.RefuseReload(gateway);

        var page = await PageAsync(gateway);

        Assert.Contains("fields left, to 2 recipients", page, StringComparison.Ordinal);
        Assert.Contains("<tspan class=\"count\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#reload\">The policy&#x27;s files were not taken", page, StringComparison.Ordinal);
        Assert.Contains("config/gateway.yaml:14:17", page, StringComparison.Ordinal);
        Assert.Contains("RGW0203", page, StringComparison.Ordinal);
        Assert.Contains("<h3>The visitor refused</h3>", page, StringComparison.Ordinal);
        Assert.Contains("query.ep.newsletter", page, StringComparison.Ordinal);
        Assert.Contains("query.epn.basket_#", page, StringComparison.Ordinal);
        Assert.DoesNotContain("zzplanted", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_LoadsNothingElse_AndMayNotBeFramed()
    {
        await using var gateway = await GatewayHarness.StartAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(gateway.Admin, Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.DoesNotMatch("<script|<form|style=|http-equiv|(src|href)=\"(https?:)?//", page);
        using var style = await client.GetAsync(new Uri(gateway.Admin, "/overview.css"), Cancellation);
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotMatch("url\\(|@import", await style.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task UnknownFields_TheirSnippets_AreWhatThePolicyTakes()
    {
        await using var gateway = await BusyHour.RunAsync(minutes: 12);
        var unknown = gateway.Services.GetRequiredService<RedactingGateway.Telemetry.UnknownFields>().Read();
        Assert.InRange(unknown.Destinations.Sum(static d => d.Fields.Length), 10, 300);
        var policy = await File.ReadAllTextAsync(Path.Combine(ReplayedRecording.PolicyFolder("shipped-form"), "gateway.yaml"), Cancellation);
        foreach (var destination in unknown.Destinations.Where(static d => !d.Fields.IsEmpty))
        {
            // As an author would paste them: under the destination, one extend: for all.
            var entries = destination.Fields.Select(f => UnknownAddress.Extension(destination.Destination, f.Field).Split("extend:\n")[1]);
            policy = Regex.Replace(policy, $"^  {destination.Destination}:\n", $"  {destination.Destination}:\n    extend:\n{string.Join('\n', entries).Replace("$", "$$", StringComparison.Ordinal)}\n", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        }

        var folder = Directory.CreateTempSubdirectory("rgw-extended-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "gateway.yaml"), policy, Cancellation);
        var loaded = PolicyLoader.Load(folder.FullName, static _ => "https://vendor.example");
        folder.Delete(recursive: true);

        var errors = string.Join('\n', loaded.Diagnostics.Where(static d => d.Severity == Severity.Error).Select(static d => d.ToString()));
        Assert.True(errors.Length == 0, errors);
        var known = loaded.Snapshot!.Destinations.Single(static d => d.Id == "ga4Gtag").Endpoints.Single(static e => e.Name == "collect").Query;
        Assert.NotNull(known.Next("_zz"u8, out _)?.Field);
        Assert.Equal("uncategorised", Core.Redaction.WithheldReasonNames.Code(known.Next("epn.basket_7"u8, out _)!.Field!.Plan.Denial));
    }

    private static async Task<string> PageAsync(GatewayHarness gateway)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(gateway.Admin, Cancellation);
    }
}
