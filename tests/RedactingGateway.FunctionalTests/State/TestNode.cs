using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Options;
using RedactingGateway.PolicyStore;
using RedactingGateway.State;

namespace RedactingGateway.FunctionalTests.State;

/// <summary>A node's state as the gateway composes it, without the gateway.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestNode(ServiceProvider services) => _services = services;

    public Objections Objections => Get<Objections>();

    public ConsentRecords Consents => Get<ConsentRecords>();

    public Outbox Outbox => Get<Outbox>();

    public EpochSalts Salts => Get<EpochSalts>();

    /// <summary>Opens the state in a folder; null for Redis: alone.</summary>
    public static async Task<TestNode> StartAsync(string directory, string? redis, TimeProvider time, NodeSettings? settings = null)
    {
        settings ??= new NodeSettings();
        var options = new GatewayOptions
        {
            StateDirectory = directory,
            Redis = redis,
            RootSecret = Convert.ToBase64String(settings.RootSecret),
            PreviousRootSecret = settings.PreviousRootSecret is { } previous ? Convert.ToBase64String(previous) : null,
        };
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSingleton(RootSecret.Read(options, isDevelopment: false));
        services.AddSingleton(new PolicyHolder(new PolicySnapshot
        {
            Revision = settings.PolicyRevision,
            Destinations = [],
            Sites = [],
            Limits = new GatewayLimits(),
            RotateDays = [.. settings.RotateDays],
        }));
        services.AddLogging(logging => settings.Logging?.Invoke(logging));
        services.AddState(options);
        var node = new TestNode(services.BuildServiceProvider());
        try
        {
            foreach (var service in node._services.GetServices<IHostedService>())
            {
                await service.StartAsync(CancellationToken.None);
            }
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }

        return node;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A pseudonym as the node makes it now; null where it cannot.</summary>
    public byte[]? Salt(int rotateDays, DateTimeOffset time)
    {
        var salt = new byte[EpochSalts.Length];
        return Salts.TryCopy(new EpochCalendar(TimeZoneInfo.Utc).At(rotateDays, time), salt) ? salt : null;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

/// <summary>What differs between nodes under test.</summary>
internal sealed record NodeSettings
{
    public byte[] RootSecret { get; init; } = SHA256.HashData("root secret of tests"u8);

    public byte[]? PreviousRootSecret { get; init; }

    public string PolicyRevision { get; init; } = "revision-1";

    public int[] RotateDays { get; init; } = [1];

    public Action<ILoggingBuilder>? Logging { get; init; }
}
