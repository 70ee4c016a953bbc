using System.ComponentModel.DataAnnotations;

namespace RedactingGateway.Options;

/// <summary>Host settings, section <c>Gateway</c> of the configuration; the policy is never configured here.</summary>
internal sealed class GatewayOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Gateway";

    /// <summary>Folder with <c>gateway.yaml</c>.</summary>
    /// <value><c>config</c> in the working directory.</value>
    [Required(AllowEmptyStrings = false)]
    public string ConfigDirectory { get; set; } = "config";

    /// <summary>Whether a change of the policy's files, as the system announces it, reloads the policy.</summary>
    /// <value><see langword="true"/>.</value>
    public bool PolicyWatch { get; set; } = true;

    /// <summary>How often the policy's files are looked at besides, for file systems that announce nothing; 0: never.</summary>
    /// <value>30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00", ConvertValueInInvariantCulture = true, ParseLimitsInInvariantCulture = true, ErrorMessage = "PolicyPolling is no time between 0 and a day (00:00:30).")]
    public TimeSpan PolicyPolling { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Addresses for visitors, separated by <c>;</c>.</summary>
    /// <value>Port 8080 of every interface; <c>--urls</c> and <c>ASPNETCORE_URLS</c> set it too.</value>
    [ListenerAddresses]
    public string Urls { get; set; } = "http://*:8080";

    /// <summary>Address of the admin pages.</summary>
    /// <value>Port 8081, loopback only.</value>
    /// <remarks>
    /// The pages carry counts and names of destinations, no values. On another address than loopback they ask for <see cref="AdminToken"/> or for a
    /// client certificate (<see cref="AdminClientAuthorityFile"/>); health never does. Calls that concern people always ask for the token.
    /// </remarks>
    [ListenerAddresses]
    public string AdminUrl { get; set; } = "http://127.0.0.1:8081";

    /// <summary>Bearer token of the admin calls on objections, subjects and records, at least 32 characters; without one they are refused.</summary>
    public string? AdminToken { get; set; }

    /// <summary>File that holds <see cref="AdminToken"/>; it wins over the setting.</summary>
    public string? AdminTokenFile { get; set; }

    /// <summary>Certificates (PEM) of the authority whose client certificates open the admin pages; the admin address must be <c>https</c>.</summary>
    public string? AdminClientAuthorityFile { get; set; }

    /// <summary>Root secret, base64, at least 32 bytes; every key of the gateway is derived from it.</summary>
    /// <remarks>All nodes share one. Who changes it starts every pseudonym anew; what else rests on the old one stays good while <see cref="PreviousRootSecret"/> names it.</remarks>
    [RootSecret]
    public string? RootSecret { get; set; }

    /// <summary>Proxies in front of the gateway, and backends of sites, whose <c>X-Forwarded-*</c> and <c>X-Privacy-*</c> headers are believed: addresses, networks, <c>unix</c> for peers on a Unix socket, separated by commas.</summary>
    /// <value>None.</value>
    public string? TrustedProxies { get; set; }

    /// <summary>Whether <c>X-Forwarded-Host</c> of trusted proxies is believed, for proxies that put a host of their own into <c>Host</c>.</summary>
    /// <value>No: many proxies pass on what a visitor writes there.</value>
    public bool TrustForwardedHost { get; set; }

    /// <summary>Connections of visitors at once, of each address; further ones are closed at once.</summary>
    /// <value>10,000: an idle one costs about 4 KB, one with a page a second connection to the site.</value>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>Whether requests are worked on by the threads that watch sockets, which saves the way through the thread pool.</summary>
    /// <value>No.</value>
    public bool InlineSockets { get; set; }

    /// <summary>Memory that bodies of requests to destinations may take at once, in bytes; what would take more is refused.</summary>
    /// <value>256 MiB: 128 of the largest by the shipped limit, 65,536 of the usual size. A body of a policy's <c>limits: body</c> must fit.</value>
    [Range(1L << 20, 1L << 40)]
    public long MaxBodyMemory { get; set; } = 256L << 20;

    /// <summary>After the order to stop: how long new requests are still served, while readiness says no.</summary>
    /// <value>5 seconds: load balancers look every second or two, and Kubernetes tells its nodes in about that time. SIGINT (Ctrl+C) skips it.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan DrainDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After that: how long requests that are under way may take until they are cut off.</summary>
    /// <value>20 seconds: with the delay it stays below the 30 seconds after which Kubernetes kills.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Certificate of the https addresses: PEM with its chain, or PFX. Read again when it changes.</summary>
    /// <value>None: https addresses take what ASP.NET Core's section <c>Kestrel:Certificates</c> says, until the next start.</value>
    public string? TlsCertificateFile { get; set; }

    /// <summary>Its key, PEM; null: it stands in the same file.</summary>
    public string? TlsKeyFile { get; set; }

    /// <summary>Password of the key or of the PFX.</summary>
    public string? TlsPassword { get; set; }

    /// <summary>File that holds <see cref="TlsPassword"/>; it wins over the setting.</summary>
    public string? TlsPasswordFile { get; set; }

    /// <summary>File that holds <see cref="RootSecret"/>; it wins over the setting.</summary>
    public string? RootSecretFile { get; set; }

    /// <summary>The root secret before the last change, base64: what rests on it is still accepted.</summary>
    [RootSecret]
    public string? PreviousRootSecret { get; set; }

    /// <summary>File that holds <see cref="PreviousRootSecret"/>; it wins over the setting.</summary>
    public string? PreviousRootSecretFile { get; set; }

    /// <summary>Folder for what must not be lost: objections, consent records, salts. Each process has its own.</summary>
    /// <value><c>state</c> in the working directory.</value>
    [Required(AllowEmptyStrings = false)]
    public string StateDirectory { get; set; } = "state";

    /// <summary>Where several nodes share state: a connection string of StackExchange.Redis. Null: the gateway runs alone.</summary>
    public string? Redis { get; set; }

    /// <summary>How the console's log is written.</summary>
    /// <value>JSON, one object a line; text in Development.</value>
    public LogFormat? LogFormat { get; set; }
}

/// <summary>How the console's log is written.</summary>
internal enum LogFormat
{
    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>One line of text.</summary>
    Text,
}
