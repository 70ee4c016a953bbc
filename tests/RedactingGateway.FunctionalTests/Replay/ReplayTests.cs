using System.Text;
using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Replay;

/// <summary>
/// Real tracker traffic through a real gateway: what no purpose allows does not arrive in any spelling, and what a
/// purpose allows arrives in the form that the policy names. Both, or it proves nothing.
/// </summary>
public sealed class ReplayTests
{
    [Theory]
    [MemberData(nameof(ReplayedRecording.All), MemberType = typeof(ReplayedRecording))]
    public async Task Replay_ShippedPolicy_WhatNoPurposeAllowsDoesNotArrive(string sdk, string file)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var recording = Recording.Load(sdk, file);
        var received = await ReplayedRecording.SendAsync(harness, recording.ToRequest(), sdk);

        var leaks = new LeakSearch(recording.Person).In(received).Where(hit => !IsAllowed(sdk, hit)).ToList();
        Assert.Empty(leaks);
    }

    [Theory]
    [MemberData(nameof(ReplayedRecording.All), MemberType = typeof(ReplayedRecording))]
    public async Task Replay_ShippedPolicy_WhatAPurposeAllowsArrivesInItsForm(string sdk, string file)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var recording = Recording.Load(sdk, file);
        var received = await ReplayedRecording.SendAsync(harness, recording.ToRequest(), sdk);
        var decoded = WireDecoder.Decode(received).ToLookup(v => v.Where, v => v.Text, StringComparer.Ordinal);

        var arrivals = recording.Canaries.Select(c => Arrival.Of(sdk, c)).OfType<Arrival>().ToList();
        Assert.NotEmpty(arrivals);
        foreach (var arrival in arrivals)
        {
            Assert.Contains(decoded[arrival.Where], text => Regex.IsMatch(text, $@"\A(?:{arrival.Expected})\z"));
        }
    }

    // The test above would also pass on recordings in which nothing is allowed; these are the numbers that must arrive.
    [Theory]
    [InlineData("ga4-gtag", 26)]
    [InlineData("ga4mp", 31)]
    [InlineData("ga4-mp", 19)]
    [InlineData("meta-pixel", 78)]
    [InlineData("meta-capi", 22)]
    public void Arrivals_OfAllRecordings_AreAsManyAsThePolicyAllows(string sdk, int expected) =>
        Assert.Equal(expected, Recording.All(sdk).Sum(r => r.Canaries.Count(c => Arrival.Of(sdk, c) is not null)));

    [Theory]
    [MemberData(nameof(ReplayedRecording.All), MemberType = typeof(ReplayedRecording))]
    public async Task Replay_PolicyThatKeepsEverything_LeavesByteForByte(string sdk, string file)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("keep-everything"), environment: null);
        var recording = Recording.Load(sdk, file);
        var received = await ReplayedRecording.SendAsync(harness, recording.ToRequest(), sdk);

        Assert.Equal(recording.Method, received.Method);
        Assert.Equal(WithoutForeignClickId(sdk, recording.VendorTarget), received.Target);
        Assert.Equal(WithoutForeignClickId(sdk, Encoding.Latin1.GetString(recording.Body)), Encoding.Latin1.GetString(received.Body));
    }

    // The page's address carries Google's click id; whatever a policy keeps, it goes to its issuer only.
    private static string WithoutForeignClickId(string sdk, string text) =>
        sdk.StartsWith("meta", StringComparison.Ordinal)
            ? text.Replace("%26gclid%3DCj0KCQtest", "", StringComparison.Ordinal).Replace("&gclid=Cj0KCQtest", "", StringComparison.Ordinal)
            : text;

    [Theory]
    [MemberData(nameof(ReplayedRecording.All), MemberType = typeof(ReplayedRecording))]
    public async Task Replay_UnknownFieldAtEveryLevel_NeverLeaves(string sdk, string file)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var recording = Recording.Load(sdk, file).ToRequest();
        var plain = await ReplayedRecording.SendAsync(harness, recording, sdk);
        var (extended, added) = UnknownFields.AddTo(recording);
        Assert.True(added >= 3, $"Only {added} fields were added.");

        var received = await ReplayedRecording.SendAsync(harness, extended, sdk);
        Assert.DoesNotContain(WireDecoder.Decode(received), v => v.Text.Contains(UnknownFields.Mark, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(UnknownFields.Mark, Encoding.Latin1.GetString(received.ToBytes()), StringComparison.OrdinalIgnoreCase);

        // The other half: what was allowed without the added fields is allowed with them.
        Assert.Equal(Names(plain), Names(extended: received));
    }

    [Theory]
    [MemberData(nameof(ReplayedRecording.All), MemberType = typeof(ReplayedRecording))]
    public async Task Replay_VisitorWhoDidNotAccept_NothingLeaves(string sdk, string file)
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var recording = Recording.Load(sdk, file).ToRequest();
        string[][] visitors = [[], ["Cookie: __Host-privacy-choice=refused.2026-11"], ["Sec-GPC: 1", harness.Acceptance(ReplayedRecording.Destination(sdk))]];
        foreach (var headers in visitors)
        {
            var answer = await ReplayedRecording.SendRawAsync(harness, recording, sdk, headers);
            Assert.InRange(answer.Status, 200, 204);
        }

        Assert.Equal(0, harness.Vendor.Count);
        await harness.EventuallyAsync(ReplayedRecording.Destination(sdk), "received 3 sent 0 noGrant 1 refused 2");
    }

    [Fact]
    public async Task Replay_AllRecordingsAtTrace_NoLogLineHoldsAValue()
    {
        await using var harness = await GatewayHarness.StartAsync(ReplayedRecording.PolicyFolder("shipped-form"), environment: null);
        var recordings = Recording.All([.. ReplayedRecording.Sdks]);
        foreach (var recording in recordings)
        {
            await ReplayedRecording.SendAsync(harness, recording.ToRequest(), recording.Sdk);
        }

        Assert.True(harness.Logs.Lines.Count > recordings.Count * 5, "Nothing was logged: the test would prove nothing.");
        var text = harness.Logs.Text;
        foreach (var person in recordings.Select(r => r.Person).DistinctBy(p => p.Name))
        {
            Assert.Empty(new LeakSearch(person.Values.Where(v => v.Category is not ("city" or "gender" or "zip"))).In("log", text));
        }

        string[] others = ["555555555.1760000000", "G-TEST12345", "EAAtesttoken", "s3cr3t", "1098115397", "shop.example.com", "newsletter"];
        Assert.All(others, value => Assert.DoesNotContain(value, text, StringComparison.Ordinal));
    }

    // Meta may have the e-mail address as SHA-256, in the fields made for it and nowhere else.
    private static bool IsAllowed(string sdk, LeakHit hit) =>
        sdk.StartsWith("meta", StringComparison.Ordinal) && hit.Planted.Category == "email"
        && hit.Spelling.EndsWith("SHA-256 hex", StringComparison.Ordinal)
        && (hit.Where is "raw" or "body" or "target" or "target>pct"
            || hit.Where.EndsWith("?ud[em]", StringComparison.Ordinal) || hit.Where.EndsWith("?udff[em]", StringComparison.Ordinal)
            || hit.Where.EndsWith(".ud[em]", StringComparison.Ordinal) || hit.Where.EndsWith(".udff[em]", StringComparison.Ordinal)
            || hit.Where.Contains("].user_data.em[", StringComparison.Ordinal));

    private static List<string> Names(WireRequest extended) =>
        [.. WireDecoder.Decode(extended).Select(v => v.Where).Where(w => !w.StartsWith("header", StringComparison.Ordinal) && !w.Contains('>', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
}
