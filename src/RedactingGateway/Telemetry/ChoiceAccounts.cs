using System.Diagnostics.Metrics;
using System.Text.Json;
using RedactingGateway.Privacy;

namespace RedactingGateway.Telemetry;

/// <summary>Counts choices by what became of them, and messages to sites' backends.</summary>
internal sealed class ChoiceAccounts : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _choices;
    private readonly Counter<long> _messages;

    public ChoiceAccounts(IMeterFactory meters)
    {
        _meter = meters.Create(GatewayMetrics.Meter);
        _choices = GatewayMetrics.Choices.Counter(_meter);
        _messages = GatewayMetrics.RefusalMessages.Counter(_meter);
    }

    /// <summary>Adds a choice.</summary>
    public void Add(string site, ChoiceOutcome outcome) =>
        _choices.Add(1, new KeyValuePair<string, object?>("site", site), new KeyValuePair<string, object?>("outcome", JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString())));

    /// <summary>Adds an attempt to deliver a message.</summary>
    /// <param name="site">Id of the site.</param>
    /// <param name="result"><c>delivered</c>, <c>failed</c>, <c>givenUp</c> or <c>lost</c>.</param>
    public void AddMessage(string site, string result) =>
        _messages.Add(1, new KeyValuePair<string, object?>("site", site), new KeyValuePair<string, object?>("result", result));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
