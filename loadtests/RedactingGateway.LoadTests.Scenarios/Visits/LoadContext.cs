using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Servers;
using RedactingGateway.LoadTests.Scenarios.Traffic;

namespace RedactingGateway.LoadTests.Scenarios.Visits;

/// <summary>What the scenarios of one run share: the client, the recordings, the visitors, and the servers around the gateway.</summary>
internal sealed class LoadContext : IAsyncDisposable
{
    private VisitorPool? _visitors;

    private LoadContext(LoadOptions options, TrafficMix mix, RecordingSink sink, ShopSite site)
    {
        Options = options;
        Mix = mix;
        Sink = sink;
        Site = site;
        Client = new GatewayClient(options.Target);
    }

    public LoadOptions Options { get; }

    public TrafficMix Mix { get; }

    public RecordingSink Sink { get; }

    public ShopSite Site { get; }

    public GatewayClient Client { get; private set; }

    public VisitorPool Visitors => _visitors ?? throw new InvalidOperationException("The visitors have not chosen yet.");

    /// <summary>Starts sink and site, which the gateway's policy names.</summary>
    public static async Task<LoadContext> StartServersAsync(LoadOptions options)
    {
        var mix = TrafficMix.Load();
        return new LoadContext(options, mix, await RecordingSink.StartAsync(options.Sink, mix.Persons), await ShopSite.StartAsync(options.Site));
    }

    /// <summary>Points the client at a gateway that started after the servers.</summary>
    public void SetTarget(Uri target)
    {
        Client.Dispose();
        Client = new GatewayClient(target);
    }

    /// <summary>Lets the visitors choose, at the gateway.</summary>
    public async Task LetVisitorsChooseAsync() => _visitors = await VisitorPool.CreateAsync(Client);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Sink.DisposeAsync();
        await Site.DisposeAsync();
    }
}
