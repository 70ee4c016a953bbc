using System.Net;
using System.Text.Json;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>The open loop in a process of its own, on the core that the proxy does not have: one for the whole measurement, so that it is as warm for the first peer as for the last.</summary>
internal sealed class Generator : IAsyncDisposable
{
    private readonly PinnedProcess _process;

    // Answers are read on the thread that hears of them: a change of threads would be in every latency.
    private Generator(string log) => _process = PinnedProcess.Start(
        PeerServer.OtherCore,
        ["dotnet", "exec", typeof(Generator).Assembly.Location, "peer-role", "generator"],
        log,
        ("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1"));

    /// <summary>Starts it.</summary>
    public static Generator Start(string folder) => new(Path.Combine(folder, "generator.log"));

    /// <summary>Runs the role: an order a line, an answer a line, until the input ends.</summary>
    public static async Task<int> RunRoleAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize<GeneratorOrder>(line)!;
            var requests = order.Requests.Select(static r => (File.ReadAllBytes(r.File), r.Status)).ToList();
            var latencies = await OpenLoop.RunAsync(new IPEndPoint(IPAddress.Loopback, order.Port), requests, order.PerSecond, TimeSpan.FromSeconds(order.Seconds));
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(latencies));
        }

        return 0;
    }

    /// <summary>Has it run.</summary>
    /// <returns>The latencies; null: the server takes less than the rate.</returns>
    /// <exception cref="InvalidOperationException">An answer was not the expected one.</exception>
    public async Task<Latencies?> RunAsync(GeneratorOrder order)
    {
        await _process.Input.WriteLineAsync(JsonSerializer.Serialize(order));
        await _process.Input.FlushAsync();
        var answer = await _process.Output.ReadLineAsync() ?? throw new InvalidOperationException("The generator ended; its log says why.");
        var latencies = JsonSerializer.Deserialize<Latencies>(answer)!;
        return latencies.Problem is not null ? throw new InvalidOperationException($"At a fixed rate: {latencies.Problem}") : latencies.IsLeftBehind ? null : latencies;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>What the generator is to do.</summary>
internal sealed record GeneratorOrder(int Port, IReadOnlyList<GeneratorRequest> Requests, double PerSecond, double Seconds);

/// <summary>A request as a file, and the status that is expected.</summary>
internal sealed record GeneratorRequest(string File, int Status);
