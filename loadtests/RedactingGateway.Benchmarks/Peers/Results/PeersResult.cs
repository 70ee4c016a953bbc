using System.Text.Json;

namespace RedactingGateway.Benchmarks.Peers.Results;

/// <summary>A whole measurement, as <c>results.json</c> has it.</summary>
internal sealed record PeersResult(Machine Machine, int Rounds, int Seconds, IReadOnlyList<PeerFigures> Figures, IReadOnlyList<PeerMemory> Memory)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static PeersResult FromJson(string json) => JsonSerializer.Deserialize<PeersResult>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";
}

/// <summary>What one peer did with one load in one round.</summary>
/// <param name="Peer">Name of the peer.</param>
/// <param name="Load">Name of the load.</param>
/// <param name="Round">Number of the round, from 0 on.</param>
/// <param name="Cpu">CPU time a request at saturation, user and system, in microseconds.</param>
/// <param name="PerSecond">Requests a second at saturation.</param>
/// <param name="Busy">Share of its core that it used meanwhile: below 0.95 the generator or the sink was the limit.</param>
/// <param name="Rate">The fixed rate of the latencies, requests a second; null: the peer does not reach it.</param>
/// <param name="Median">Latency at that rate, microseconds.</param>
/// <param name="High">Its 99th percentile.</param>
internal sealed record PeerFigures(string Peer, string Load, int Round, double Cpu, double PerSecond, double Busy, double? Rate, double? Median, double? High);

/// <summary>The most memory that a peer had resident after everything, in MiB.</summary>
internal sealed record PeerMemory(string Peer, double Peak);
