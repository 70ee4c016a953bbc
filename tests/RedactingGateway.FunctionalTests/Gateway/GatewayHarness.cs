using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Signals;
using RedactingGateway.Hosting;

namespace RedactingGateway.FunctionalTests.Gateway;

/// <summary>A real gateway on a free port, with a recording vendor, a second one for other hosts, and a recording site.</summary>
/// <remarks>Policies name them <c>${VENDOR}</c>, <c>${OTHER}</c> and <c>${SITE}</c>.</remarks>
internal sealed class GatewayHarness : IAsyncDisposable
{
    private readonly TestPolicy? _ownPolicy;
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("rgw-state-");
    private WebApplication? _app;
    private GatewayAddresses? _addresses;

    private GatewayHarness(TestPolicy? ownPolicy) => _ownPolicy = ownPolicy;

    public RecordingVendor Vendor { get; } = new();

    public RecordingVendor Other { get; } = new();

    public RecordingVendor Site { get; } = new();

    public LogSink Logs { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public Uri Address => _addresses!.Gateway[0];

    public Uri Admin => _addresses!.Admin;

    public IServiceProvider Services => _app!.Services;

    /// <summary>Starts a gateway on the policy of <see cref="TestPolicy"/>, or on the given text.</summary>
    /// <param name="policy">Text of the policy.</param>
    /// <param name="dictionary">Text of its dictionary.</param>
    /// <param name="arguments">Host settings, as on the command line.</param>
    public static Task<GatewayHarness> StartAsync(string? policy = null, string? dictionary = null, params string[] arguments)
    {
        var folder = new TestPolicy(policy, dictionary);
        return StartAsync(new GatewayHarness(folder), folder.Directory, environment: null, adminToken: null, clock: null, arguments);
    }

    /// <summary>Starts a gateway on a policy folder.</summary>
    /// <param name="policyDirectory">Folder with <c>gateway.yaml</c>.</param>
    /// <param name="environment">More values for <c>${NAME}</c>.</param>
    /// <param name="adminToken">Token of the admin calls; null: none is set.</param>
    /// <param name="clock">Another clock than <see cref="Time"/>.</param>
    /// <param name="arguments">Host settings, as on the command line.</param>
    public static Task<GatewayHarness> StartAsync(
        string policyDirectory, IReadOnlyDictionary<string, string>? environment, string? adminToken = null, TimeProvider? clock = null, params string[] arguments) =>
        StartAsync(new GatewayHarness(ownPolicy: null), policyDirectory, environment, adminToken, clock, arguments);

    /// <summary>Sends one request on a connection of its own.</summary>
    /// <param name="head">Request line and header lines, joined by line feeds; <c>Host</c> is added where it is missing.</param>
    /// <param name="body">Body; its length is added to the head.</param>
    public async Task<RawResponse> SendAsync(string head, string? body = null)
    {
        using var client = await ConnectAsync();
        await client.WriteAsync(Message(head, body));
        return await client.ReadAsync();
    }

    public Task<RawClient> ConnectAsync() => RawClient.ConnectAsync(Address);

    /// <summary>The account of a destination, off the admin listener.</summary>
    public async Task<TestEvents> EventsAsync(string destination)
    {
        using var client = new HttpClient();
        using var page = JsonDocument.Parse(await client.GetByteArrayAsync(new Uri(Admin, "/events")));
        var account = page.RootElement.GetProperty("destinations").EnumerateArray().Single(d => d.GetProperty("destination").GetString() == destination);
        return new TestEvents(
            account.GetProperty("received").GetInt64(),
            account.GetProperty("sent").GetInt64(),
            account.GetProperty("withheld").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64()));
    }

    /// <summary>Everything that the site got so far.</summary>
    public async Task<IReadOnlyList<RecordedRequest>> RecordedBySiteAsync()
    {
        List<RecordedRequest> all = [];
        while (all.Count < Site.Count)
        {
            all.Add(await Site.NextAsync());
        }

        return all;
    }

    /// <summary>Asserts what an account says, as soon as it does: the last event is counted after its answer was sent.</summary>
    public async Task EventuallyAsync(string destination, string expected)
    {
        var clock = Stopwatch.StartNew();
        var actual = $"{await EventsAsync(destination)}";
        while (actual != expected && clock.Elapsed < TimeSpan.FromSeconds(10))
        {
            actual = $"{await EventsAsync(destination)}";
        }

        Assert.Equal(expected, actual);
    }

    /// <summary>A cookie header that accepts every purpose of a destination.</summary>
    public string Acceptance(string destination)
    {
        var policy = Services.GetRequiredService<PolicyStore.PolicyHolder>().Current;
        var scopes = policy.Destinations.Single(d => d.Id == destination).Purposes.Select(p => KeyValuePair.Create(p.Id, (string?)p.Scope));
        return $"Cookie: {ChoiceCookie.HostName}={Services.GetRequiredService<ChoiceCookie>().WriteAcceptance(scopes, [], BrowserSignals.None, Guid.NewGuid())}";
    }

    public static string Message(string head, string? body)
    {
        var lines = head.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
        var host = lines.Contains("\r\nHost:", StringComparison.OrdinalIgnoreCase) ? "" : "Host: shop.example\r\n";
        var length = body is null ? "" : $"Content-Length: {System.Text.Encoding.Latin1.GetByteCount(body)}\r\n";
        return $"{lines}\r\n{host}{length}\r\n{body}";
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        await Vendor.DisposeAsync();
        await Other.DisposeAsync();
        await Site.DisposeAsync();
        _ownPolicy?.Dispose();
        _state.Delete(recursive: true);
    }

    private static async Task<GatewayHarness> StartAsync(
        GatewayHarness harness, string policyDirectory, IReadOnlyDictionary<string, string>? environment, string? adminToken, TimeProvider? clock, params string[] arguments)
    {
        harness._app = GatewayHost.Build(new GatewayHostOptions
        {
            Arguments = arguments,
            EnvironmentName = "Production",
            ConfigDirectory = policyDirectory,
            Urls = "http://127.0.0.1:0",
            AdminUrl = "http://127.0.0.1:0",
            StateDirectory = harness._state.FullName,
            AdminToken = adminToken,
            RootSecret = [.. Enumerable.Range(0, 32).Select(i => (byte)i)],
            Time = clock ?? harness.Time,
            PolicyEnvironment = name => name switch
            {
                "VENDOR" => harness.Vendor.Address,
                "OTHER" => harness.Other.Address,
                "SITE" => harness.Site.Address,
                _ => environment?.GetValueOrDefault(name),
            },
            Logging = logging => logging.AddProvider(harness.Logs).SetMinimumLevel(LogLevel.Trace),
        });
        harness._addresses = await GatewayHost.StartAsync(harness._app);
        return harness;
    }
}

/// <summary>An account as the admin page shows it.</summary>
internal sealed record TestEvents(long Received, long Sent, IReadOnlyDictionary<string, long> Withheld)
{
    /// <summary>The account in one line, after the equation was checked.</summary>
    public override string ToString()
    {
        Assert.Equal(Received, Sent + Withheld.Values.Sum());
        return string.Join(' ', [$"received {Received}", $"sent {Sent}", .. Withheld.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} {w.Value}")]);
    }
}
