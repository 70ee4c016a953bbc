using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Privacy.Webhook;

namespace RedactingGateway.FunctionalTests.Privacy;

/// <summary>What a site's backend hears of refusals.</summary>
public sealed class WebhookTests
{
    [Fact]
    public async Task Refusal_IsToldOnce_Signed_WithoutValues()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await bench.PutAsync("""{ "all": false }""");

        var message = await bench.Webhook.NextAsync();

        Assert.Equal(("POST", "/hooks/privacy?x=1", "application/json"), (message.Method, message.Target, message.Header("Content-Type")));
        Assert.True(Verify(message, PrivacyBench.WebhookSecret, bench.Gateway.Time.GetUtcNow()));
        Assert.False(Verify(message, PrivacyBench.WebhookSecret + "x", bench.Gateway.Time.GetUtcNow()));
        Assert.False(Verify(message with { Body = [.. message.Body, (byte)' '] }, PrivacyBench.WebhookSecret, bench.Gateway.Time.GetUtcNow()));
        var body = JsonDocument.Parse(message.Body).RootElement;
        Assert.Equal(["id", "type", "site", "time", "purposes", "subjects"], body.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("refusal", "shop", 0, 0), (body.GetProperty("type").GetString(), body.GetProperty("site").GetString(), body.GetProperty("purposes").GetArrayLength(), body.GetProperty("subjects").GetArrayLength()));
        await EmptyAsync(bench);
        Assert.Equal(1, bench.Webhook.Count);
    }

    [Fact]
    public async Task Message_ThatFails_IsSentAgainWithBackOff_WithOneId()
    {
        await using var bench = await PrivacyBench.StartAsync();
        bench.Webhook.Reply = _ => VendorReply.Status(500);
        await bench.PutAsync("""{ "all": false }""");
        var first = await bench.Webhook.NextAsync();

        // A redirect is a failure too: nothing follows it.
        bench.Webhook.Reply = _ => VendorReply.Status(307, headers: $"Location: {bench.Gateway.Other.Address}/");
        await UntilAttemptsAsync(bench, 1);
        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(1, bench.Webhook.Count);
        bench.Gateway.Time.Advance(TimeSpan.FromSeconds(31));
        var second = await bench.Webhook.NextAsync();

        bench.Webhook.Reply = static _ => new VendorReply();
        await UntilAttemptsAsync(bench, 2);
        bench.Gateway.Time.Advance(TimeSpan.FromMinutes(3));
        var third = await bench.Webhook.NextAsync();
        await EmptyAsync(bench);

        Assert.Single(new[] { first, second, third }.Select(m => m.BodyText).Distinct(StringComparer.Ordinal));
        Assert.Equal(3, new[] { first, second, third }.Select(m => m.Header("X-Privacy-Signature")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(0, bench.Gateway.Other.Count);
        bench.Gateway.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, bench.Webhook.Count);
    }

    [Fact]
    public async Task Message_ThatFailsForAWeek_IsGivenUpWithAWarning()
    {
        await using var bench = await PrivacyBench.StartAsync();
        bench.Webhook.Reply = _ => VendorReply.Status(500);
        await bench.PutAsync("""{ "all": false }""");
        await bench.Webhook.NextAsync();
        await UntilAttemptsAsync(bench, 1);

        bench.Gateway.Time.Advance(TimeSpan.FromDays(7));
        await EmptyAsync(bench);

        Assert.Contains("it is given up", bench.Gateway.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_ThatFails_DoesNotKeepAVisitorFromRefusing()
    {
        await using var bench = await PrivacyBench.StartAsync();
        await bench.BreakAsync("outbox");

        Assert.Equal((200, "refused.2026-11"), await bench.PutAsync("""{ "all": false }""") is var answer ? (answer.Status, answer.Cookie) : default);
    }

    [Fact]
    public void Pause_Doubles_UpToSixHours() =>
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360], Enumerable.Range(1, 11).Select(n => RefusalSender.PauseAfter(n).TotalMinutes));

    // As the documentation shows it to receivers.
    private static bool Verify(RecordedRequest message, string secret, DateTimeOffset now)
    {
        var parts = message.Header(RefusalSignature.Header)!.Split(',').ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1], StringComparer.Ordinal);
        var signed = (byte[])[.. Encoding.ASCII.GetBytes($"{parts["t"]}."), .. message.Body];
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromHexString(parts["v1"]))
            && (now - DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts["t"], CultureInfo.InvariantCulture))).Duration() < TimeSpan.FromMinutes(5);
    }

    internal static string Kind(RecordedRequest message, out string? record, out IEnumerable<string?> subjects)
    {
        var body = JsonDocument.Parse(message.Body).RootElement;
        record = body.TryGetProperty("recordId", out var id) ? id.GetString() : null;
        subjects = [.. body.GetProperty("subjects").EnumerateArray().Select(s => s.GetString())];
        return string.Join(' ', [body.GetProperty("type").GetString(), .. body.GetProperty("purposes").EnumerateArray().Select(p => p.GetString())]);
    }

    private static Task EmptyAsync(PrivacyBench bench) => UntilAsync(() => bench.Rows("outbox") == 0, "the outbox is empty");

    private static Task UntilAttemptsAsync(PrivacyBench bench, int attempts) => UntilAsync(() => bench.Count("SELECT attempts FROM outbox") == attempts, $"{attempts} attempts are noted");

    // The receiver has answered before the gateway notes it.
    private static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            Assert.False(deadline.IsCancellationRequested, $"In 20 s: {what}.");
            await Task.Yield();
        }
    }
}
