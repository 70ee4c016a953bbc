using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>
/// Where every field may leave as it is, every recording leaves as it came, byte for byte; compressed layers as the same bytes
/// inside the same compression. So whatever the redactor does not decide about, it does not touch.
/// </summary>
public sealed class IdentityTests(IdentityTests.Fixture fixture) : IClassFixture<IdentityTests.Fixture>
{
    public static TheoryData<string, string> Recordings => [.. VendorSdk.All.SelectMany(sdk => sdk.Recordings).Select(recording => (recording.Sdk, recording.FileName))];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Redact_EverythingKept_IsTheIdentity(string sdk, string file)
    {
        var recording = Recording.Load(sdk, file).ToRequest();
        var result = fixture.Bench.Redact(VendorSdk.Of(sdk), recording);

        Assert.True(result.Left is not null, $"{result.Withheld}\n{Dropped(result)}");
        Assert.True(Forwarded(recording.Target) == result.Left.Target, $"{recording.Target}\n{result.Left.Target}\n{Dropped(result)}");
        Assert.Equal(recording.Header("Content-Encoding"), result.Left.Header("Content-Encoding"));
        Assert.True(OuterLayer.Of(recording.Body).SequenceEqual(OuterLayer.Of(result.Left.Body)), Dropped(result));
        Assert.True(
            Plain(recording.Body).AsSpan().SequenceEqual(Plain(result.Left.Body)),
            $"{Encoding.UTF8.GetString(Plain(recording.Body))}\n{Encoding.UTF8.GetString(Plain(result.Left.Body))}\n{Dropped(result)}");
    }

    /// <summary>Where the vendor's path is another than the one that its SDK asks a proxy for.</summary>
    private static string Forwarded(string target) => target switch
    {
        "/data/" => "/api/v3/data/",
        _ when target.StartsWith("/cdn/v1/projects/", StringComparison.Ordinal) => target["/cdn".Length..],
        _ => target,
    };

    private static byte[] Plain(byte[] body) => OuterLayer.Undo(body);

    private static string Dropped(BenchResult result) =>
        string.Join('\n', result.Decisions.Where(decision => decision.Outcome != Core.Redaction.FieldOutcome.Kept)
            .Where(decision => !decision.Address.StartsWith("header.", StringComparison.Ordinal) && !decision.Address.StartsWith("cookie.", StringComparison.Ordinal))
            .Select(decision => $"{decision.Outcome} {decision.Reason} {decision.Address} ({decision.Rule}) {decision.Before}"));

    public sealed class Fixture : IDisposable
    {
        private readonly VendorPolicy _policy = VendorPolicy.Permissive(VendorSdk.All);

        public Fixture() => Bench = new VendorBench(_policy);

        internal VendorBench Bench { get; }

        public void Dispose() => _policy.Dispose();
    }
}
