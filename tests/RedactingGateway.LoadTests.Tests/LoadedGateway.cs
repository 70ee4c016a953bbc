using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RedactingGateway.Hosting;
using RedactingGateway.LoadTests.Scenarios.Options;
using RedactingGateway.LoadTests.Scenarios.Visits;

namespace RedactingGateway.LoadTests.Tests;

/// <summary>A real gateway on a copy of the load tests' policy, between the sink and the site of a load test.</summary>
internal sealed class LoadedGateway : IAsyncDisposable
{
    /// <summary>The admin token.</summary>
    public const string AdminToken = "a token of more than thirty-two characters";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private LoadedGateway(DirectoryInfo folder, WebApplication app, Uri admin, LoadContext context)
    {
        _folder = folder;
        _app = app;
        Admin = admin;
        Context = context;
    }

    public LoadContext Context { get; }

    /// <summary>The admin address.</summary>
    public Uri Admin { get; }

    /// <summary>The policy that the gateway runs on.</summary>
    public string PolicyFile => Policy(_folder);

    /// <summary>Starts everything; then the visitors have chosen.</summary>
    /// <param name="change">What is to be changed in the policy.</param>
    public static async Task<LoadedGateway> StartAsync(Func<string, string>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("rgw-load-");
        var context = await LoadContext.StartServersAsync(new LoadOptions { Sink = "http://127.0.0.1:0", Site = "http://127.0.0.1:0" });
        var policy = await File.ReadAllTextAsync(Path.Combine(Root(), "loadtests", "policy", "gateway.yaml"));
        await File.WriteAllTextAsync(Policy(folder), change is null ? policy : change(policy));
        var app = GatewayHost.Build(new GatewayHostOptions
        {
            // Policies come when the scenario says so, not when the system announces a change.
            Arguments = ["--Gateway:TrustedProxies=127.0.0.1", "--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=0"],
            EnvironmentName = "Production",
            ConfigDirectory = folder.FullName,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            AdminToken = AdminToken,
            StateDirectory = Path.Combine(folder.FullName, "state"),
            RootSecret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
            PolicyEnvironment = name => name switch { "SINK" => context.Sink.Address, "SITE" => context.Site.Address, _ => null },
            Logging = static logging => logging.SetMinimumLevel(LogLevel.Warning),
        });
        var addresses = await GatewayHost.StartAsync(app);
        context.SetTarget(addresses.Gateway[0]);
        await context.LetVisitorsChooseAsync();
        return new LoadedGateway(folder, app, addresses.Admin!, context);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Context.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Policy(DirectoryInfo folder) => Path.Combine(folder.FullName, "gateway.yaml");

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
