using System.Globalization;
using System.Text;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.FunctionalTests.Replay;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>One running gateway for all recordings; each is replayed once.</summary>
public abstract class VendorGateway : IAsyncLifetime
{
    private readonly Dictionary<string, WireRequest?> _received = new(StringComparer.Ordinal);
    private VendorPolicy? _policy;
    private GatewayHarness? _harness;

    private protected abstract VendorPolicy Policy { get; }

    public async ValueTask InitializeAsync()
    {
        _policy = Policy;
        _harness = await GatewayHarness.StartAsync(_policy.Directory, new Dictionary<string, string> { ["SALT"] = VendorPolicy.CountlySalt });
    }

    public async ValueTask DisposeAsync()
    {
        if (_harness is not null)
        {
            await _harness.DisposeAsync();
        }

        _policy?.Dispose();
        GC.SuppressFinalize(this);
    }

    internal GatewayHarness Harness => _harness!;

    /// <summary>What the vendor got of a recording from a visitor who accepted everything; null: nothing.</summary>
    internal async Task<WireRequest?> ReceivedAsync(Recording recording)
    {
        if (!_received.TryGetValue(recording.ToString(), out var received))
        {
            received = await SendAsync(recording.Sdk, recording.ToRequest());
            _received[recording.ToString()] = received;
        }

        return received;
    }

    /// <summary>Sends a recording in chunks of seven bytes.</summary>
    internal async Task<WireRequest?> SendChunkedAsync(Recording recording)
    {
        var head = new StringBuilder($"{recording.Method} /t/{recording.Sdk}{recording.VendorTarget} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n");
        head.Append(CultureInfo.InvariantCulture, $"{Harness.Acceptance(VendorSdk.Of(recording.Sdk).Destination)}\r\n\r\n");
        var framed = recording.Body.Chunk(7).Select(chunk => $"{chunk.Length:x}\r\n{Encoding.Latin1.GetString(chunk)}\r\n");
        using var client = await Harness.ConnectAsync();
        await client.WriteAsync($"{head}{string.Concat(framed)}0\r\n\r\n");
        Assert.InRange((await client.ReadAsync()).Status, 200, 204);
        var received = await Harness.Vendor.NextAsync();
        return new WireRequest(received.Method, received.Target, received.Headers, received.Body);
    }

    /// <summary>Sends a request of a visitor who accepted everything.</summary>
    internal Task<WireRequest?> SendAsync(string sdk, WireRequest request) => SendAsync(sdk, request, Harness.Acceptance(VendorSdk.Of(sdk).Destination));

    /// <summary>Sends a request to an SDK's destination. The gateway answers after its vendor, so what was not received by then did not leave.</summary>
    internal async Task<WireRequest?> SendAsync(string sdk, WireRequest request, params string[] moreHeaders)
    {
        var before = Harness.Vendor.Count;
        var answer = await ReplayedRecording.SendRawAsync(Harness, request, sdk, moreHeaders);
        Assert.InRange(answer.Status, 200, 204);
        if (Harness.Vendor.Count == before)
        {
            return null;
        }

        var received = await Harness.Vendor.NextAsync();
        return new WireRequest(received.Method, received.Target, received.Headers, received.Body);
    }
}

/// <summary>A gateway on the shipped purposes.</summary>
public sealed class ShippedGateway : VendorGateway
{
    private protected override VendorPolicy Policy => VendorPolicy.Shipped();
}

/// <summary>A gateway that may send every category as it is, but for the starter's <c>never:</c>.</summary>
public sealed class BroadGateway : VendorGateway
{
    private protected override VendorPolicy Policy => VendorPolicy.Broad();
}
