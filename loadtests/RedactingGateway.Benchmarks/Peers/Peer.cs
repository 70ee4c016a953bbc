namespace RedactingGateway.Benchmarks.Peers;

/// <summary>A proxy that is measured.</summary>
/// <param name="Name">Short name, for the command line and for files.</param>
/// <param name="Title">What the table calls it.</param>
internal sealed record Peer(string Name, string Title)
{
    /// <summary>Plain YARP, nothing set.</summary>
    public static readonly Peer Yarp = new("yarp", "YARP, defaults");

    /// <summary>Plain YARP with <see cref="GatewaySwitches"/>.</summary>
    public static readonly Peer YarpSame = new("yarp-same", "YARP, gateway's switches");

    /// <summary>The same with the gateway's inline sockets.</summary>
    public static readonly Peer YarpInline = new("yarp-inline", "YARP, inline sockets too");

    /// <summary>The gateway in front of a site that is the sink.</summary>
    public static readonly Peer GatewayPass = new("gateway-pass", "RedactingGateway, site route");

    /// <summary>The gateway as its users run it.</summary>
    public static readonly Peer Gateway = new("gateway", "RedactingGateway") { Redacts = true };

    /// <summary>The same with inline sockets.</summary>
    public static readonly Peer GatewayInline = new("gateway-inline", "RedactingGateway, inline sockets") { Redacts = true };

    /// <summary>nginx that looks at nothing.</summary>
    public static readonly Peer Nginx = new("nginx", "nginx");

    /// <summary>nginx with <c>redact.lua</c>.</summary>
    public static readonly Peer NginxLua = new("nginx-lua", "nginx + Lua") { Redacts = true };

    /// <summary>Node.js with <c>redact.mjs</c>.</summary>
    public static readonly Peer Node = new("node", "Node.js") { Redacts = true };

    /// <summary>mitmproxy with <c>redact.py</c>.</summary>
    public static readonly Peer Mitmproxy = new("mitmproxy", "mitmproxy + Python") { Redacts = true, IsOnce = true };

    /// <summary>All, in the order of the table.</summary>
    public static readonly Peer[] All = [Nginx, Yarp, YarpSame, YarpInline, GatewayPass, Gateway, GatewayInline, NginxLua, Node, Mitmproxy];

    /// <summary>Whether it takes out what the rules do not allow.</summary>
    public bool Redacts { get; init; }

    /// <summary>Whether it is the gateway.</summary>
    public bool IsGateway => Name.StartsWith("gateway", StringComparison.Ordinal);

    /// <summary>Whether one round must do: it is too slow for more to tell anything.</summary>
    public bool IsOnce { get; init; }
}
