using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>All recordings through a gateway that may send every category but those that leave for no purpose at all.</summary>
[Collection(VendorCollection.Name)]
public sealed class BroadReplayTests(BroadGateway gateway)
{
    private static readonly string[] Never = ["iban", "credit_card", "marital_status"];

    public static TheoryData<string, string> Recordings => IdentityTests.Recordings;

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task Replay_EveryCategoryAllowed_WhatNeverLeavesDoesNotArrive(string sdk, string file)
    {
        var recording = Recording.Load(sdk, file);
        if (await gateway.ReceivedAsync(recording) is not { } received)
        {
            return;
        }

        var values = recording.Person.Values.Where(value => Never.Contains(value.Category));
        var inProse = recording.Canaries.Where(canary => canary is { Category: "marital_status", InText: true }).Select(canary => canary.Value).ToHashSet(StringComparer.Ordinal);

        // No detector knows a word for a marital status, so a text that may leave takes it along. In a field of its own it stays.
        Assert.DoesNotContain(
            new LeakSearch(values).In(received),
            hit => !(hit.Planted.Category == "marital_status" && inProse.Contains(hit.Planted.Value)));
        var places = PlantedArrival.ByPlace(received);
        Assert.DoesNotContain(recording.Canaries, canary =>
            Never.Contains(canary.Category) && !canary.InText && PlantedArrival.FormOf(canary, places) == "literal");
    }
}
