using System.Text;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.Benchmarks.Peers.Requests;

/// <summary>A recorded request as it goes over the wire to every peer: the same bytes, with the cookie of a visitor who accepted.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Bytes">Head and body.</param>
internal sealed record PeerRequest(string Name, byte[] Bytes)
{
    /// <summary>The host that the policies name.</summary>
    public const string Host = "shop.example";

    private static readonly (string Name, string Sdk, string File)[] Recordings =
    [
        ("event", "meta-capi", "01-default-events.http"),
        ("hit", "ga4-gtag", "04-default-collect.http"),
        ("segment", "segment-browser", "24-batch-b.http"),
        ("posthog", "posthog-js", "04-gzip-e.http"),
        ("snowplow", "snowplow-browser", "15-post-b64-tp2.http"),
    ];

    /// <summary>All requests.</summary>
    /// <param name="cookie">The gateway's choice cookie, name and value.</param>
    public static IReadOnlyList<PeerRequest> All(string cookie) => [.. Recordings.Select(r => new PeerRequest(r.Name, Wire(Recording.Load(r.Sdk, r.File), cookie)))];

    /// <summary>The request, read back from its bytes.</summary>
    public WireRequest ToRequest()
    {
        var end = Bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        var head = Encoding.UTF8.GetString(Bytes, 0, end).Split("\r\n");
        var line = head[0].Split(' ');
        return new WireRequest(line[0], line[1], [.. head.Skip(1).Select(static h => h.Split(": ", 2)).Select(static h => KeyValuePair.Create(h[0], h[1]))], Bytes[(end + 4)..]);
    }

    private static byte[] Wire(Recording recording, string cookie)
    {
        var head = new StringBuilder($"{recording.Method} /t/{recording.Sdk}{recording.VendorTarget} HTTP/1.1\r\nHost: {Host}\r\nCookie: {cookie}\r\n");
        foreach (var (name, value) in recording.Headers.Where(static h => h.Key.ToUpperInvariant() is not ("HOST" or "COOKIE" or "CONNECTION")))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. recording.Body];
    }
}
