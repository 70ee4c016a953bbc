using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RedactingGateway.FunctionalTests.Gateway;
using RedactingGateway.PolicyStore;

namespace RedactingGateway.FunctionalTests.Reload;

/// <summary>A gateway that began with policy A of <see cref="TwoPolicies"/>, and its folder.</summary>
internal sealed class ReloadBench : IAsyncDisposable
{
    private const string Token = "a token of more than thirty-two characters";

    private readonly HttpClient _admin = new();

    public TestPolicy Folder { get; } = new(TwoPolicies.A, TwoPolicies.Dictionary);

    public RecordingVendor SiteB { get; } = new();

    public GatewayHarness Gateway { get; private set; } = null!;

    public LastReload Last => Gateway.Services.GetRequiredService<LastReload>();

    /// <summary>Starts; what changes in the folder is not noticed unless arguments say so.</summary>
    public static Task<ReloadBench> StartAsync(params string[] arguments) => StartAsync(clock: null, ["--Gateway:PolicyWatch=false", "--Gateway:PolicyPolling=0", .. arguments]);

    public static async Task<ReloadBench> StartAsync(TimeProvider? clock, string[] arguments, Action<string>? prepare = null, string suffix = "")
    {
        var bench = new ReloadBench();
        prepare?.Invoke(bench.Folder.Directory);
        bench.Gateway = await GatewayHarness.StartAsync(
            bench.Folder.Directory + suffix, new Dictionary<string, string> { ["SITE_B"] = bench.SiteB.Address }, Token, clock, arguments);
        return bench;
    }

    public Task WriteAsync(string policy) => TwoPolicies.WriteAsync(Folder, policy);

    /// <summary><c>POST /reload</c>.</summary>
    public async Task<(int Status, JsonElement Body)> ReloadAsync(string? token = Token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Gateway.Admin, "/reload"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _admin.SendAsync(request);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>A page of the admin listener.</summary>
    public async Task<JsonElement> ShowAsync(string path = "/reload") => JsonElement.Parse(await _admin.GetByteArrayAsync(new Uri(Gateway.Admin, path)));

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!isSo())
        {
            await Task.Delay(10, timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        await Gateway.DisposeAsync();
        await SiteB.DisposeAsync();
        Folder.Dispose();
    }
}
