using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Leaks;

/// <summary>One request with one marker in it.</summary>
internal sealed record LeakCase(LeakBase Base, Marker Marker, WireRequest Request)
{
    // What no shape tells: such a value is planted only where nothing is allowed, so the origins' own places of these kinds and unknown fields.
    private static readonly string[] Undetectable = ["first_name", "last_name", "street", "birthday", "marital_status", "phone"];

    public static LeakCase From(int[] choices)
    {
        var tape = new Tape(choices);
        var origin = tape.Pick(tape.Pick(LeakBase.All));
        var request = origin.Request;
        var planted = origin.Canaries.Where(canary => Undetectable.Contains(canary.Category) && canary.Form is null && canary.Value.Length > 3).ToList();
        switch (tape.Next(3))
        {
            case 0:
                var anywhere = Marker.From(tape, detectable: true);
                return new(origin, anywhere, new RequestPlanter(tape, anywhere, asNewMember: false).Plant(request));
            case 1 when planted.Count > 0:
                var instead = Marker.From(tape, detectable: false);
                return new(origin, instead, new RequestPlanter(tape, instead, asNewMember: false).Replace(request, tape.Pick(planted).Value));
            default:
                var unknown = Marker.From(tape, detectable: false);
                return new(origin, unknown, new RequestPlanter(tape, unknown, asNewMember: true).Plant(request));
        }
    }
}
