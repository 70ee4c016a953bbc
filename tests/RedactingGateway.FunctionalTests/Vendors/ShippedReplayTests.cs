using System.Text.RegularExpressions;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>All vendors' recordings through a real gateway on the shipped purposes, in both directions: what may not arrive, and what must.</summary>
[Collection(VendorCollection.Name)]
public sealed class ShippedReplayTests(ShippedGateway gateway)
{
    // Google and Meta have tests of their own, older and stricter (Replay).
    private static readonly string[] HaveTheirOwn = ["ga4-gtag", "ga4mp", "ga4-mp", "meta-pixel", "meta-capi"];

    public static TheoryData<string, string> Recordings =>
        [.. VendorSdk.All.Where(sdk => !HaveTheirOwn.Contains(sdk.Name)).SelectMany(sdk => sdk.Recordings).Select(recording => (recording.Sdk, recording.FileName))];

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Replay_ShippedPurposes_WhatNoneAllowsDoesNotArrive(string sdk, string file)
    {
        var recording = Recording.Load(sdk, file);
        var received = await gateway.ReceivedAsync(recording);

        Assert.Equal(StaysBehind(recording), received is null);
        if (received is not null)
        {
            Assert.DoesNotContain(new LeakSearch(recording.Person).In(received), hit => !ExpectedArrivals.MayArrive(sdk, hit));

            // One letter says a gender, so it is looked for at its place only.
            var places = PlantedArrival.ByPlace(received);
            Assert.DoesNotContain(recording.Canaries, canary => canary.Form == "code" && PlantedArrival.FormOf(canary, places) == "literal");
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Replay_ShippedPurposes_WhatOneAllowsArrivesInItsForm(string sdk, string file)
    {
        var recording = Recording.Load(sdk, file);
        var sent = PlantedArrival.ByPlace(recording.ToRequest());
        var received = PlantedArrival.ByPlace(await gateway.ReceivedAsync(recording));

        foreach (var (field, form) in recording.Canaries.Select(canary => ExpectedArrivals.Of(sdk, canary)).OfType<(string Field, Func<string, string> Form)>())
        {
            var place = PlantedArrival.Place(field);
            var forms = sent[place].Select(form).Distinct().ToList();
            if (!StaysBehind(recording))
            {
                Assert.NotEmpty(received[place]);
            }

            Assert.All(received[place].Where(text => text is not ("" or "null")), text => Assert.Matches($@"\A(?:{string.Join('|', forms)})\z", text));
        }
    }

    // Snowplow refuses events of a schema that it does not know, and the site's own are not known before a policy says so.
    private static bool StaysBehind(Recording recording) =>
        recording.Sdk == "snowplow-browser" && recording.Method == "GET" && Regex.IsMatch(recording.VendorTarget, "[?&]e=ue&");
}
