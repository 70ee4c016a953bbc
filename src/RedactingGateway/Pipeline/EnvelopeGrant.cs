using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.State;

namespace RedactingGateway.Pipeline;

/// <summary>Step 2. After it the grant is known as far as headers and cookies tell it, and something may leave: else no body is read.</summary>
internal sealed class EnvelopeGrant(EnvelopeSignals signals, ConsentRecords records)
{
    public async ValueTask<bool> RunAsync(HttpContext context, GatewayFeature gateway)
    {
        gateway.Signals = await ReadAsync(context, gateway);
        gateway.Grant = Grant.Decide(gateway.Destination!, gateway.Signals);
        return !gateway.Grant.IsEmpty
            || gateway.Grant.MayGrow(gateway.Destination!)
            || gateway.Refuse(gateway.Grant.Refused != 0 ? WithheldReason.Refused : WithheldReason.NoGrant);
    }

    /// <summary>Reads the signals of a request; a cookie that its own consent record has overtaken is an older copy.</summary>
    public async ValueTask<VisitorSignals> ReadAsync(HttpContext context, GatewayFeature gateway)
    {
        var read = signals.Read(context, gateway.Site);
        if (read.Choice.Kind != ChoiceKind.Accepted)
        {
            return read;
        }

        var latest = await records.LatestAsync(read.Choice.RecordId);

        // The cookie's time has whole seconds.
        return read with { IsSuperseded = latest is { } time && time.ToUnixTimeSeconds() > read.Choice.Time.ToUnixTimeSeconds() };
    }
}
