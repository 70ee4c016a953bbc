using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedactingGateway.FunctionalTests.Gateway;

namespace RedactingGateway.FunctionalTests.Hosting;

/// <summary>A gateway process before a site whose slow pages wait until the test lets them go.</summary>
internal sealed class DrainSite : IAsyncDisposable
{
    private readonly WebApplication _site;
    private readonly TestPolicy _policy = new();
    private readonly RecordingVendor _vendor = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DrainSite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _site = builder.Build();
        _site.MapGet("/fast", static () => "fast");
        _site.MapGet("/slow", async () =>
        {
            SlowPages.Release();
            await _gate.Task;
            return "slow";
        });
        _site.MapPost("/upload", static async context => await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted));
        _site.MapGet("/stream", async context =>
        {
            await context.Response.WriteAsync("data: 1\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            SlowPages.Release();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
    }

    public RecordingVendor Vendor => _vendor;

    /// <summary>Released once for each slow page or stream that the site has begun.</summary>
    public SemaphoreSlim SlowPages { get; } = new(0);

    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>Starts site and gateway.</summary>
    /// <param name="arguments">Host settings.</param>
    public static async Task<DrainSite> StartAsync(params string[] arguments)
    {
        var bench = new DrainSite();
        ((IHost)bench._site).Start();
        await bench.StartAgainAsync(arguments);
        return bench;
    }

    /// <summary>Starts the gateway once more, on the same state.</summary>
    public async Task StartAgainAsync(params string[] arguments)
    {
        Gateway?.Dispose();
        Gateway = await GatewayProcess.StartAsync(
            // .ci/long names the published program here.
            program: Environment.GetEnvironmentVariable("RGW_GATEWAY"),
            new Dictionary<string, string>
            {
                ["VENDOR"] = _vendor.Address,
                ["OTHER"] = _vendor.Address,
                ["SITE"] = _site.Urls.First(),
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Gateway__RootSecret"] = Convert.ToBase64String(new byte[32]),
            },
            ["--config", _policy.Directory, "--urls", "http://127.0.0.1:0", "--Gateway:AdminUrl=http://127.0.0.1:0", $"--Gateway:StateDirectory={Path.Combine(_policy.Directory, "state")}", .. arguments]);
    }

    /// <summary>Lets the slow pages go.</summary>
    public void LetGo() => _gate.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        LetGo();
        Gateway.Dispose();
        await _site.DisposeAsync();
        await _vendor.DisposeAsync();
        _policy.Dispose();
        SlowPages.Dispose();
    }
}
