using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.Hosting;
using RedactingGateway.Options;
using RedactingGateway.Pipeline;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>Whose word counts for the client's address, what sites are told of it, and that vendors are told nothing.</summary>
public sealed class ClientAddressTests
{
    private const string Claims = "\nX-Forwarded-For: 203.0.113.7\nX-Forwarded-Proto: https\nX-Forwarded-Host: bare.example\nX-Forwarded-Port: 8443\nX-Real-IP: 203.0.113.7\nForwarded: for=203.0.113.7\nX_Forwarded_For: 203.0.113.7";

    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7", "203.0.113.7")] // no proxy
    [InlineData("::ffff:203.0.113.7", null, "203.0.113.7", "203.0.113.7")] // a dual-stack socket
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7", "203.0.113.7")] // nobody trusts this peer
    [InlineData("10.0.0.1", null, "10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.7", "203.0.113.7", "203.0.113.7, 10.0.0.1")]
    [InlineData("::ffff:10.0.0.1", "203.0.113.7", "203.0.113.7", "203.0.113.7, 10.0.0.1")]
    [InlineData("10.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7", "203.0.113.7, 10.0.0.1")] // left of it: a claim
    [InlineData("10.0.0.1", "10.9.9.9, 203.0.113.7", "203.0.113.7", "203.0.113.7, 10.0.0.1")] // a claim that looks like a proxy
    [InlineData("10.0.0.1", "203.0.113.7, 10.0.0.2", "203.0.113.7", "203.0.113.7, 10.0.0.2, 10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.7,,10.0.0.2,", "203.0.113.7", "203.0.113.7, 10.0.0.2, 10.0.0.1")]
    [InlineData("10.0.0.1", "203.0.113.7|10.0.0.2", "203.0.113.7", "203.0.113.7, 10.0.0.2, 10.0.0.1")] // two lines
    [InlineData("10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3", "10.0.0.3, 10.0.0.2, 10.0.0.1")] // a visitor of the own network
    [InlineData("10.0.0.1", "203.0.113.7:49152", "203.0.113.7", "203.0.113.7, 10.0.0.1")]
    [InlineData("10.0.0.1", "2001:db8::7", "2001:db8::7", "2001:db8::7, 10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:DB8:0::7]:49152", "2001:db8::7", "2001:db8::7, 10.0.0.1")]
    [InlineData("10.0.0.1", "[2001:db8::7]", "2001:db8::7", "2001:db8::7, 10.0.0.1")]
    [InlineData("fd00::1", "2001:db8::7, [fd00::2]:8080", "2001:db8::7", "2001:db8::7, fd00::2, fd00::1")]
    [InlineData("10.0.0.1", "::ffff:203.0.113.7", "203.0.113.7", "203.0.113.7, 10.0.0.1")]
    [InlineData("unix", "203.0.113.7", "203.0.113.7", "203.0.113.7")]
    [InlineData("unix", null, null, "")]
    public void Client_IsWhatTrustedPeersSay(string peer, string? header, string? client, string chain)
    {
        var address = Resolve(peer, header);

        Assert.Equal(client, address.Client?.ToString());
        Assert.Equal(chain, address.Chain);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("_hidden")]
    [InlineData("anna@example.org")]
    [InlineData("1")]
    [InlineData("010.0.0.7")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("203.0.113.7:")]
    [InlineData("203.0.113.7:x")]
    [InlineData("203.0.113.7:70000")]
    [InlineData("203.0.113.7:+80")]
    [InlineData("[203.0.113.7]")]
    [InlineData("[2001:db8::7")]
    [InlineData("[2001:db8::7]443")]
    [InlineData("fe80::1%eth0")]
    [InlineData("for=203.0.113.7")]
    [InlineData("\"203.0.113.7\"")]
    public void Client_AfterAnEntryThatIsNoAddress_IsWhoeverStandsToItsRight(string entry)
    {
        Assert.Equal("10.0.0.1", Resolve("10.0.0.1", entry).Chain);
        Assert.Equal("10.0.0.2, 10.0.0.1", Resolve("10.0.0.1", $"203.0.113.7, {entry}, 10.0.0.2").Chain);
    }

    [Theory]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.1, ::/0")]
    [InlineData("10.0.0.300")]
    [InlineData("proxy.internal")]
    public void TrustedProxies_WhoNamesEverybodyOrNobody_RefusesTheStart(string setting) =>
        Assert.Throws<StartRefusedException>(() => TrustedPeers.Read(new GatewayOptions { TrustedProxies = setting }));

    [Fact]
    public async Task Site_BehindNobodyTrusted_HearsNoClaim_AndTheOperatorHearsItOnce()
    {
        await using var gateway = await GatewayHarness.StartAsync();

        await gateway.SendAsync("GET / HTTP/1.1" + Claims);
        await gateway.SendAsync("GET / HTTP/1.1" + Claims);

        var request = await gateway.Site.NextAsync();
        Assert.Equal(["X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: shop.example", "X-Forwarded-Proto: http"], Forwarded(request));
        Assert.Equal(1, gateway.Logs.Lines.Count(l => l.Contains("[6 ForwardedNotBelieved]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Site_BehindATrustedProxy_HearsWhatItSays_ButKeepsItsHost()
    {
        await using var gateway = await GatewayHarness.StartAsync(policy: null, dictionary: null, "--Gateway:TrustedProxies=127.0.0.1");

        await gateway.SendAsync("GET / HTTP/1.1" + Claims.Replace("203.0.113.7\nX-Forwarded-Proto", "198.51.100.9, 203.0.113.7\nX-Forwarded-Proto", StringComparison.Ordinal));

        var request = await gateway.Site.NextAsync();
        Assert.Equal(
            ["X-Forwarded-For: 203.0.113.7, 127.0.0.1", "X-Forwarded-Host: shop.example", "X-Forwarded-Proto: https", "X-Real-IP: 203.0.113.7"],
            Forwarded(request));
        Assert.Equal("shop.example", request.Header("Host"));
    }

    [Theory]
    [InlineData("shop.example", "shop.example")]
    [InlineData("other.example, shop.example", "shop.example")]
    [InlineData("shop.example:8080", "shop.example:8080")]
    public async Task TrustForwardedHost_FindsTheSite(string forwarded, string host)
    {
        await using var gateway = await GatewayHarness.StartAsync(policy: null, dictionary: null, "--Gateway:TrustedProxies=127.0.0.0/8", "--Gateway:TrustForwardedHost=true");

        Assert.Equal(204, (await gateway.SendAsync($"GET / HTTP/1.1\nHost: gateway.internal\nX-Forwarded-Host: {forwarded}")).Status);

        var request = await gateway.Site.NextAsync();
        Assert.Equal(host, request.Header("Host"));
        Assert.Equal(host, request.Header("X-Forwarded-Host"));
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("shop.example/@evil.example")]
    [InlineData("anna@shop.example")]
    [InlineData("")]
    public async Task TrustForwardedHost_UnknownOrMalformed_IsNoSite(string forwarded)
    {
        await using var gateway = await GatewayHarness.StartAsync(policy: null, dictionary: null, "--Gateway:TrustedProxies=127.0.0.0/8", "--Gateway:TrustForwardedHost=true");

        Assert.Equal(421, (await gateway.SendAsync($"GET / HTTP/1.1\nHost: gateway.internal\nX-Forwarded-Host: {forwarded}")).Status);
        Assert.Equal(0, gateway.Site.Count);
    }

    [Theory]
    [InlineData("", "127.0.0.0")]
    [InlineData("127.0.0.1", "203.0.113.0")]
    public async Task Vendor_GetsTheClientsAddress_WhereAndInTheFormThatThePolicySays_AndNoForwardedHeader(string trusted, string sent)
    {
        var policy = TestPolicy.Policy
            .Replace("system.operations: keep\n      user.device: keep", "system.operations: keep\n      user.device: keep\n      user.device.ip_address: { truncate: { ipv4: 24, ipv6: 48 } }", StringComparison.Ordinal)
            .Replace("path: /t/plain\n", "path: /t/plain\n    clientAddress: query.uip\n", StringComparison.Ordinal);
        var dictionary = TestPolicy.Dictionary + "\n  query.uip: { category: user.device.ip_address, type: ip, source: request }\n";
        await using var gateway = await GatewayHarness.StartAsync(policy, dictionary, $"--Gateway:TrustedProxies={trusted}");

        Assert.Equal(204, (await gateway.SendAsync("GET /t/plain/collect?v=2 HTTP/1.1" + Claims)).Status);

        var request = await gateway.Vendor.NextAsync();
        Assert.Equal($"/collect?v=2&uip={sent}", request.Target);
        Assert.Equal(["host"], request.HeaderNames);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("unix", 1)]
    public async Task UnixSocket_PeersAreTrusted_OnlyByName(string trusted, int hops)
    {
        using var folder = new TestPolicy();
        await using var site = new RecordingVendor();
        var socket = Path.Combine(folder.Directory, "gateway.sock");
        await using var gateway = GatewayHost.Build(new GatewayHostOptions
        {
            EnvironmentName = "Production",
            ConfigDirectory = folder.Directory,
            Urls = $"http://unix:{socket}",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = Path.Combine(folder.Directory, "state"),
            RootSecret = new byte[32],
            PolicyEnvironment = _ => site.Address,
            Logging = static logging => logging.ClearProviders(),
            Arguments = [$"--Gateway:TrustedProxies={trusted}"],
        });
        await GatewayHost.StartAsync(gateway);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop);
                return new NetworkStream(connection, ownsSocket: true);
            },
        });
        using var message = new HttpRequestMessage(HttpMethod.Get, "http://shop.example/") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };

        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(hops == 0 ? null : "203.0.113.7", (await site.NextAsync()).Header("X-Forwarded-For"));
    }

    private static ClientAddress Resolve(string peer, string? header) =>
        ClientAddress.Resolve(peer == "unix" ? null : IPAddress.Parse(peer), header?.Split('|'), TrustedPeers.Read(new GatewayOptions { TrustedProxies = "10.0.0.0/8, fd00::/8, unix" }));

    private static IEnumerable<string> Forwarded(RecordedRequest request) => request.Headers
        .Where(static h => h.Key.Contains("Forwarded", StringComparison.OrdinalIgnoreCase) || h.Key == "X-Real-IP")
        .Select(static h => $"{h.Key}: {h.Value}")
        .Order(StringComparer.Ordinal);
}
