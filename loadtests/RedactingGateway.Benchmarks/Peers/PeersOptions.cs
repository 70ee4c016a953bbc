using System.Globalization;
using RedactingGateway.Benchmarks.Peers.Requests;

namespace RedactingGateway.Benchmarks.Peers;

/// <summary>What is measured, and for how long.</summary>
internal sealed record PeersOptions
{
    /// <summary>How to call it.</summary>
    public const string Usage = """
        peers [--rounds N] [--seconds N] [--peers NAME,…] [--loads NAME,…] [--folder DIR]
          --rounds   1 to 20, default 5; every round measures every peer with every load
          --seconds  1 to 30, default 3: how long a closed loop and a fixed rate each last
          --peers    some of: nginx, yarp, yarp-same, yarp-inline, gateway-pass, gateway, gateway-inline, nginx-lua, node, mitmproxy; yarp and gateway are always measured
          --loads    some of: event, hit, mix
          --folder   where results.json, table.md and plot.svg go, default loadtests/peers/results; the two READMEs are written only without it
        peers render [DIR]
          writes table, plot and READMEs anew from results.json
        """;

    // What one call may take: nobody wants to find it running the next morning.
    private const int MaxRounds = 20;
    private const int MaxSeconds = 30;

    public int Rounds { get; init; } = 5;

    public int Seconds { get; init; } = 3;

    public IReadOnlyList<Peer> Peers { get; init; } = Peer.All;

    public IReadOnlyList<PeerLoad> Loads { get; init; } = PeerLoad.All;

    /// <summary>Folder for results; null: the committed one.</summary>
    public string? Folder { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="FormatException">It is wrong.</exception>
    public static PeersOptions Parse(string[] arguments)
    {
        var options = new PeersOptions();
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : throw new FormatException($"{arguments[i]} needs a value.");
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = Number(value, MaxRounds) },
                "--seconds" => options with { Seconds = Number(value, MaxSeconds) },
                "--peers" => options with { Peers = Some(value, Peer.All, static p => p.Name, Peer.Yarp.Name, Peer.Gateway.Name) },
                "--loads" => options with { Loads = Some(value, PeerLoad.All, static l => l.Name) },
                "--folder" => options with { Folder = value },
                _ => throw new FormatException($"There is no option {arguments[i]}."),
            };
        }

        return options;
    }

    private static int Number(string value, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max ? number : throw new FormatException($"'{value}' is no number from 1 to {max}.");

    private static IReadOnlyList<T> Some<T>(string value, T[] all, Func<T, string> name, params string[] always)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Except(all.Select(name), StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw new FormatException($"There is no '{unknown}'.")
            : [.. all.Where(a => names.Concat(always).Contains(name(a), StringComparer.Ordinal))];
    }
}
