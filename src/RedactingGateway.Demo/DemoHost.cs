using System.Security.Cryptography;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Demo.Shop;
using RedactingGateway.Demo.Vendor;
using RedactingGateway.Demo.Visitors;
using RedactingGateway.Demo.Watching;
using RedactingGateway.Hosting;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.Demo;

/// <summary>The demo, started: a recording vendor, a shop, and the gateway between them, in one process and on loopback only.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    private readonly WebApplication _vendor;
    private readonly WebApplication _shop;
    private readonly WebApplication _gateway;
    private readonly DirectoryInfo _state;

    private DemoHost(WebApplication vendor, WebApplication shop, WebApplication gateway, DirectoryInfo state, DemoAddresses addresses, VendorRecords records)
    {
        _vendor = vendor;
        _shop = shop;
        _gateway = gateway;
        _state = state;
        Addresses = addresses;
        Records = records;
    }

    public DemoAddresses Addresses { get; }

    /// <summary>What reached the vendor.</summary>
    public VendorRecords Records { get; }

    /// <summary>The value of an accepting visitor's <c>Cookie</c> header.</summary>
    public string AcceptedCookie => _shop.Services.GetRequiredService<VisitorSwitch>().CookieHeader(Visitor.Accepted)!;

    public static async Task<DemoHost> StartAsync(DemoOptions options)
    {
        // New with every start: nothing of a demo outlives it.
        var secret = RandomNumberGenerator.GetBytes(PseudonymKeys.MinRootSecretBytes);
        var state = Directory.CreateTempSubdirectory("rgw-demo-");
        var records = new VendorRecords();
        var visits = new VisitLog(options.Time);
        var watch = new RequestWatch(records, visits);
        var client = new GatewayClient();

        var vendor = VendorApp.Build(records);
        var vendorAddress = await LocalApp.StartAsync(vendor);

        var parts = new ShopParts { Visits = visits, Client = client, Time = options.Time, Vendor = vendorAddress };
        var shop = ShopApp.Build(parts);
        var shopAddress = await LocalApp.StartAsync(shop);

        var gateway = GatewayHost.Build(new GatewayHostOptions
        {
            EnvironmentName = Environments.Production,
            ConfigDirectory = Path.Combine(AppContext.BaseDirectory, "policy"),
            Urls = $"http://127.0.0.1:{options.Port}",
            AdminUrl = $"http://127.0.0.1:{options.AdminPort}",
            StateDirectory = state.FullName,
            RootSecret = secret,
            Time = options.Time,
            PolicyEnvironment = name => name switch { "DEMO_VENDOR" => vendorAddress, "DEMO_SHOP" => shopAddress, _ => null },
            Probe = watch.Probe,
            Logging = static logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(static console => console.SingleLine = true),
        });
        var policy = gateway.Services.GetRequiredService<PolicyHolder>().Current;
        watch.Reader = new VendorSide(new Redactor(new PseudonymKeys(secret, options.Time, policy.TimeZone, gateway.Services.GetRequiredService<EpochSalts>())), policy.Limits);
        parts.Visitors = new VisitorSwitch(new ChoiceCookie(new RootSecrets(secret), options.Time), policy);
        try
        {
            var addresses = await GatewayHost.StartAsync(gateway);
            client.Address = $"http://localhost:{addresses.Gateway[0].Port}";
            return new DemoHost(vendor, shop, gateway, state, new DemoAddresses(client.Address, addresses.Admin), records);
        }
        catch
        {
            await gateway.DisposeAsync();
            await shop.DisposeAsync();
            await vendor.DisposeAsync();
            state.Delete(recursive: true);
            throw;
        }
    }

    public Task WaitForShutdownAsync() => _gateway.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _shop.DisposeAsync();
        await _vendor.DisposeAsync();
        _state.Delete(recursive: true);
    }
}
