using RedactingGateway.FunctionalTests.Vendors;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>One recorded request with one marker in it.</summary>
internal sealed record LeakCase(Recording Recording, Marker Marker, WireRequest Request)
{
    // What no shape tells: such a value is planted only where nothing is allowed, so the recordings' own places of these kinds and unknown fields.
    private static readonly string[] Undetectable = ["first_name", "last_name", "street", "birthday", "marital_status", "phone"];

    private static readonly Lazy<IReadOnlyList<(VendorSdk Sdk, IReadOnlyList<Recording> Recordings)>> Bases =
        new(() => [.. VendorSdk.All.Select(sdk => (sdk, (IReadOnlyList<Recording>)[.. sdk.Recordings]))]);

    public VendorSdk Sdk => VendorSdk.Of(Recording.Sdk);

    public static LeakCase From(int[] choices)
    {
        var tape = new Tape(choices);
        var recording = tape.Pick(tape.Pick(Bases.Value).Recordings);
        var request = recording.ToRequest();
        var planted = recording.Canaries.Where(canary => Undetectable.Contains(canary.Category) && canary.Form is null && canary.Value.Length > 3).ToList();
        switch (tape.Next(3))
        {
            case 0:
                var anywhere = Marker.From(tape, detectable: true);
                return new(recording, anywhere, new RequestPlanter(tape, anywhere, asNewMember: false).Plant(request));
            case 1 when planted.Count > 0:
                var instead = Marker.From(tape, detectable: false);
                return new(recording, instead, new RequestPlanter(tape, instead, asNewMember: false).Replace(request, tape.Pick(planted).Value));
            default:
                var unknown = Marker.From(tape, detectable: false);
                return new(recording, unknown, new RequestPlanter(tape, unknown, asNewMember: true).Plant(request));
        }
    }
}
