using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>How each peer is started, with the configuration that belongs to it.</summary>
internal static class PeerCommand
{
    // All requests come from one client; the shipped rate is for a person.
    private const string Limits = "\nlimits: { clientRate: 1000000 }\n";

    private const string SiteOnly = """
        version: 1
        controller:
          name: Beispielshop GmbH
          address: Musterstraße 1, 10115 Berlin
          contact: datenschutz@beispielshop.example
          privacyPolicy: https://beispielshop.example/datenschutz
        never: [user.financial]
        purposes:
          upkeep:
            use: functional.service.improve
            basis: legitimateInterests
            interest: { en: a shop that works }
            title: { en: Upkeep }
            allow: { system.operations: keep }
        sites:
          shop: { hosts: [shop.example], upstream: "${SITE}", languages: [en], notices: { banner: false, link: false } }
        """;

    /// <summary>Folder <c>loadtests/peers</c>.</summary>
    public static string Sources { get; } = Path.Combine(RecordedRequest.Root(), "loadtests", "peers");

    // For the gateways, which take each other's choice cookie, and for the peers' HMAC; nothing is kept from one run to the next.
    private static string RootSecret { get; } = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static string Key { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static string Rules => Path.Combine(Sources, "rules.json");

    /// <summary>The command line of a proxy.</summary>
    public static IEnumerable<string> Of(Peer peer, string work, IPEndPoint address, IPEndPoint sink) => peer.Name switch
    {
        "nginx" => Nginx("pass.conf", work, address, sink),
        "nginx-lua" => Nginx("lua.conf", work, address, sink),
        "yarp" => ["dotnet", "exec", typeof(PeerCommand).Assembly.Location, "peer-role", "yarp", Port(address), $"http://{sink}"],

        "yarp-same" => YarpSame("same", address, sink),
        "yarp-inline" => YarpSame("inline", address, sink),
        "gateway-pass" => Gateway(SiteOnly + Limits, work, address),
        "gateway" => Gateway(LoadPolicy, work, address),
        "gateway-inline" => [.. Gateway(LoadPolicy, work, address), "--Gateway:InlineSockets=true"],
        "node" => ["node", Path.Combine(Sources, "node", "redact.mjs"), Port(address), Port(sink)],
        "mitmproxy" => ["mitmdump", "--quiet", "--mode", $"reverse:http://{sink}", "--listen-host", "127.0.0.1", "--listen-port", Port(address), "--set", $"confdir={work}", "--scripts", Path.Combine(Sources, "mitmproxy", "redact.py")],
        _ => throw new ArgumentOutOfRangeException(nameof(peer)),
    };

    /// <summary>Its environment: the gateway's policy names sink and site, the scripts read rules and key.</summary>
    public static IEnumerable<(string Name, string Value)> Variables(IPEndPoint sink) =>
        [("SINK", $"http://{sink}"), ("SITE", $"http://{sink}"), ("PEER_RULES", Rules), ("PEER_KEY", Key)];

    /// <summary>The command line of the sink.</summary>
    public static IEnumerable<string> Sink(string work, IPEndPoint address) => Nginx("sink.conf", work, address, address);

    // The program as it is built: its own start, its own runtime settings.
    private static string GatewayProgram
    {
        get
        {
            var output = Path.GetRelativePath(Path.Combine(RecordedRequest.Root(), "loadtests", "RedactingGateway.Benchmarks"), AppContext.BaseDirectory);
            return Path.Combine(RecordedRequest.Root(), "src", "RedactingGateway", output, "RedactingGateway.dll");
        }
    }

    private static string LoadPolicy => File.ReadAllText(Path.Combine(RecordedRequest.Root(), "loadtests", "policy", "gateway.yaml")) + Limits;

    private static string Port(IPEndPoint address) => address.Port.ToString(CultureInfo.InvariantCulture);

    // The runtime's settings too are the gateway's.
    private static IEnumerable<string> YarpSame(string switches, IPEndPoint address, IPEndPoint sink) =>
        ["dotnet", "exec", "--runtimeconfig", Path.ChangeExtension(GatewayProgram, ".runtimeconfig.json"), typeof(PeerCommand).Assembly.Location, "peer-role", "yarp", Port(address), $"http://{sink}", switches];

    private static IEnumerable<string> Gateway(string policy, string work, IPEndPoint address)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, "policy")).FullName;
        File.WriteAllText(Path.Combine(folder, "gateway.yaml"), policy);
        return
        [
            "dotnet", "exec", GatewayProgram, "--config", folder, "--urls", $"http://{address}",
            "--Gateway:AdminUrl=http://127.0.0.1:0", "--Gateway:DrainDelay=00:00:00", "--Gateway:DrainTimeout=00:00:01",
            $"--Gateway:StateDirectory={Path.Combine(work, "state")}", $"--Gateway:RootSecret={RootSecret}",
        ];
    }

    private static IEnumerable<string> Nginx(string template, string work, IPEndPoint address, IPEndPoint sink)
    {
        var file = Path.Combine(work, template);
        var modules = NginxModules();
        File.WriteAllText(file, File.ReadAllText(Path.Combine(Sources, "nginx", template))
            .Replace("${MODULES}", $"load_module {modules}/ndk_http_module.so;\nload_module {modules}/ngx_http_lua_module.so;", StringComparison.Ordinal)
            .Replace("${FOLDER}", Path.Combine(Sources, "nginx"), StringComparison.Ordinal)
            .Replace("${PORT}", Port(address), StringComparison.Ordinal)
            .Replace("${SINK}", Port(sink), StringComparison.Ordinal));
        return ["nginx", "-p", work, "-c", file, "-e", "stderr", "-g", "daemon off;"];
    }

    // Where Debian has them; a path that nginx knows is no path of its configuration.
    private static string NginxModules()
    {
        using var process = Process.Start(new ProcessStartInfo("nginx", "-V") { RedirectStandardError = true })!;
        const string Option = "--modules-path=";
        var said = process.StandardError.ReadToEnd();
        var start = said.IndexOf(Option, StringComparison.Ordinal) + Option.Length;
        return start < Option.Length ? "/usr/lib/nginx/modules" : said[start..].Split(' ', 2)[0];
    }
}
