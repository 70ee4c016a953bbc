using System.Text;
using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Surprises;

/// <summary>A recording and what the vendor got of it.</summary>
internal sealed record ReplayedPair(Recording Recording, WireRequest Sent, WireRequest Received)
{
    public ILookup<string, string> SentPlaces { get; } = PlantedArrival.ByPlace(Sent);

    public ILookup<string, string> ReceivedPlaces { get; } = PlantedArrival.ByPlace(Received);

    public string PlainBody => Encoding.UTF8.GetString(OuterLayer.Undo(Received.Body));

    public IReadOnlyList<LeakHit> Leaks => [.. new LeakSearch(Recording.Person).In(Received).Where(hit => !ExpectedArrivals.MayArrive(Recording.Sdk, hit))];

    public static async Task<ReplayedPair> OfAsync(VendorGateway gateway, string recording)
    {
        var parts = recording.Split('/');
        var loaded = Recording.Load(parts[0], $"{parts[1]}.http");
        var received = await gateway.ReceivedAsync(loaded);
        Assert.NotNull(received);
        return new ReplayedPair(loaded, loaded.ToRequest(), received);
    }

    public IEnumerable<string> At(string place) => ReceivedPlaces[place];
}
