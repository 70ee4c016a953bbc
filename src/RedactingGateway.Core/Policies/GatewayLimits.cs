namespace RedactingGateway.Core.Policies;

/// <summary>Limits on what is read of one request, and on the requests of one client; beyond them it is refused and counted, never passed on unread.</summary>
/// <param name="BodyBytes">Body as received.</param>
/// <param name="DecodedBytes">Each decoded layer.</param>
/// <param name="Ratio">Decoded bytes for one compressed byte.</param>
/// <param name="JsonDepth">Nesting of one JSON document.</param>
/// <param name="Fields">Values looked at in one request.</param>
/// <param name="Layers">Encodings inside each other.</param>
/// <param name="ClientRate">Requests to destinations by one client, a second; <see cref="ClientBurst"/> times as many at once.</param>
public sealed record GatewayLimits(
    int BodyBytes = GatewayLimits.DefaultBodyBytes,
    int DecodedBytes = GatewayLimits.DefaultDecodedBytes,
    int Ratio = GatewayLimits.DefaultRatio,
    int JsonDepth = GatewayLimits.DefaultJsonDepth,
    int Fields = GatewayLimits.DefaultFields,
    int Layers = GatewayLimits.DefaultLayers,
    int ClientRate = GatewayLimits.DefaultClientRate)
{
    /// <summary>2 MiB: the largest batch that vendors accept (Amplitude 1 MB, Mixpanel 2 MB uncompressed in browsers).</summary>
    public const int DefaultBodyBytes = 2 * 1024 * 1024;

    /// <summary>8 MiB: a full batch at a usual JSON compression of 1:4.</summary>
    public const int DefaultDecodedBytes = 8 * 1024 * 1024;

    /// <summary>100: repetitive JSON reaches 1:30; deflate's theoretical end is 1:1032.</summary>
    public const int DefaultRatio = 100;

    /// <summary>64 levels, as System.Text.Json; the deepest recording has 12.</summary>
    public const int DefaultJsonDepth = 64;

    /// <summary>20,000 values: a 2 MiB batch of analytics events has about 10,000.</summary>
    public const int DefaultFields = 20_000;

    /// <summary>8 layers; the deepest recording has 4.</summary>
    public const int DefaultLayers = 8;

    /// <summary>200 a second: a page sends some ten, and a mobile network puts thousands of people behind one IPv4 address.</summary>
    public const int DefaultClientRate = 200;

    /// <summary>10 seconds' worth at once: pages send their events in bursts.</summary>
    public const int ClientBurst = 10;

    /// <summary>16 times a client's rate for all clients of one IPv6 /48: as many as a network of phones needs, and 65,536 are not 65,536 rates for whoever owns it.</summary>
    public const int NetworkRates = 16;
}
