using System.Diagnostics.Metrics;

namespace RedactingGateway.Telemetry;

/// <summary>Counts signals that could not be decoded or trusted; they grant nothing.</summary>
internal sealed class SignalAccounts : IDisposable
{
    private static readonly (UndecodableSignals Signal, string Name)[] Names =
    [
        (UndecodableSignals.Choice, "choice"),
        (UndecodableSignals.GrantToken, "grantToken"),
        (UndecodableSignals.Tcf, "tcf"),
        (UndecodableSignals.Gpp, "gpp"),
        (UndecodableSignals.Payload, "payload"),
        (UndecodableSignals.UntrustedHeader, "untrustedHeader"),
    ];

    /// <summary>The kinds.</summary>
    public static IEnumerable<string> Kinds => Names.Select(static n => n.Name);

    private readonly Meter _meter;
    private readonly Counter<long> _undecodable;

    public SignalAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _undecodable = GatewayMetrics.SignalsUndecodable.Counter(_meter);
    }

    /// <summary>Adds the signals of one request.</summary>
    public void Add(UndecodableSignals lost)
    {
        if (lost == UndecodableSignals.None)
        {
            return;
        }

        foreach (var (signal, name) in Names)
        {
            if (lost.HasFlag(signal))
            {
                _undecodable.Add(1, new KeyValuePair<string, object?>("signal", name));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}

/// <summary>Signals of one request that could not be decoded or trusted.</summary>
[Flags]
internal enum UndecodableSignals
{
    None = 0,
    Choice = 1,
    GrantToken = 2,
    Tcf = 4,
    Gpp = 8,
    Payload = 16,
    UntrustedHeader = 32,
}
