using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using RedactingGateway.Benchmarks.Peers.Requests;

namespace RedactingGateway.Benchmarks.Peers.Load;

/// <summary>What a closed loop got out of a proxy: wrk, whose connections each send the next request when the last is answered.</summary>
internal sealed record WrkRun(
    [property: JsonPropertyName("requests")] long Requests,
    [property: JsonPropertyName("microseconds")] long Microseconds,
    [property: JsonPropertyName("errors")] WrkErrors Errors)
{
    // As many as keep one core busy with any of the peers.
    private const int Connections = 32;

    public double PerSecond => Requests * 1e6 / Microseconds;

    /// <summary>Runs wrk.</summary>
    /// <param name="target">The proxy.</param>
    /// <param name="load">What to send.</param>
    /// <param name="folder">Where <see cref="PrepareAsync"/> wrote it.</param>
    /// <param name="seconds">How long.</param>
    /// <exception cref="InvalidOperationException">A request was not answered with success.</exception>
    public static async Task<WrkRun> RunAsync(IPEndPoint target, PeerLoad load, string folder, int seconds)
    {
        string[] command =
        [
            "-c", PeerServer.OtherCore.ToString(CultureInfo.InvariantCulture), "wrk", "--threads", "1", "--connections", Connections.ToString(CultureInfo.InvariantCulture),
            "--duration", $"{seconds}s", "--timeout", "10s", "--script", Path.Combine(PeerCommand.Sources, "wrk.lua"), $"http://{target}", "--", Path.Combine(folder, load.Name),
        ];
        var start = new ProcessStartInfo("taskset") { RedirectStandardOutput = true };
        foreach (var argument in command)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = said.Split('\n').FirstOrDefault(static l => l.StartsWith('{')) ?? throw new InvalidOperationException($"wrk failed: {said}");
        var run = JsonSerializer.Deserialize<WrkRun>(line)!;
        return run.Errors == default && run.Requests > 0 ? run : throw new InvalidOperationException($"Not every request was answered with success: {line}");
    }

    /// <summary>Writes the requests of a load as files.</summary>
    public static async Task PrepareAsync(PeerLoad load, IReadOnlyList<PeerRequest> requests, string folder)
    {
        var files = Directory.CreateDirectory(Path.Combine(folder, load.Name)).FullName;
        foreach (var request in requests.Where(r => load.Order.Contains(r.Name, StringComparer.Ordinal)))
        {
            await File.WriteAllBytesAsync(Path.Combine(files, request.Name), request.Bytes);
        }

        await File.WriteAllLinesAsync(Path.Combine(files, "order"), load.Order);
    }
}

/// <summary>What went wrong, by wrk's count.</summary>
internal readonly record struct WrkErrors(
    [property: JsonPropertyName("connect")] int Connect,
    [property: JsonPropertyName("read")] int Read,
    [property: JsonPropertyName("write")] int Write,
    [property: JsonPropertyName("status")] int Status,
    [property: JsonPropertyName("timeout")] int Timeout);
