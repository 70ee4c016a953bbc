using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RedactingGateway.Hosting;
using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>A real gateway on a copy of the load tests' policy, between the sink and the site of a load test.</summary>
public class LoadedGateway : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rgw-load-");
    private WebApplication? _app;
    private LoadContext? _context;

    internal LoadContext Context => _context!;

    /// <summary>The policy that the gateway runs on.</summary>
    public string PolicyFile => Path.Combine(_folder.FullName, "gateway.yaml");

    /// <summary>Admin pages.</summary>
    public Uri? Admin { get; private set; }

    /// <summary>What is to be changed in the policy.</summary>
    protected virtual string Change(string policy) => policy;

    /// <summary>Starts everything; then the visitors have chosen.</summary>
    public async ValueTask InitializeAsync()
    {
        _context = await LoadContext.StartServersAsync(new LoadOptions { Sink = "http://127.0.0.1:0", Site = "http://127.0.0.1:0" });
        await File.WriteAllTextAsync(PolicyFile, Change(await File.ReadAllTextAsync(Path.Combine(Root(), "loadtests", "policy", "gateway.yaml"))));
        _app = GatewayHost.Build(new GatewayHostOptions
        {
            Arguments = ["--Gateway:TrustedProxies=127.0.0.1"],
            EnvironmentName = "Production",
            ConfigDirectory = _folder.FullName,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = Path.Combine(_folder.FullName, "state"),
            RootSecret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
            PolicyEnvironment = name => name switch { "SINK" => Context.Sink.Address, "SITE" => Context.Site.Address, _ => null },
            Logging = static logging => logging.SetMinimumLevel(LogLevel.Warning),
        });
        var addresses = await GatewayHost.StartAsync(_app);
        Admin = addresses.Admin;
        Context.SetTarget(addresses.Gateway[0]);
        await Context.LetVisitorsChooseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        if (_context is not null)
        {
            await _context.DisposeAsync();
        }

        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RedactingGateway.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the test's own holds RedactingGateway.sln.");
    }
}

/// <summary>One whose policy lets the numbers of customers and orders leave as they are.</summary>
public sealed class LeakingGateway : LoadedGateway
{
    protected override string Change(string policy) => policy.Replace("user.unique_id: { treat: { pseudonymize: { rotate: 30d } },", "user.unique_id: { treat: keep,", StringComparison.Ordinal);
}
