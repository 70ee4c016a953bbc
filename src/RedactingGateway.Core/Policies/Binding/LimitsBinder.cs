using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads <c>limits:</c>.</summary>
internal sealed class LimitsBinder(NodeReader reader)
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;

    public GatewayLimits Bind(MappingReader? limits)
    {
        if (limits is null)
        {
            return new GatewayLimits();
        }

        // Upper ends: what one request may cost a process with some GiB of memory; lower ends: what still carries one event.
        var bound = new GatewayLimits(
            Size(limits, "body", KiB, 64 * MiB) ?? GatewayLimits.DefaultBodyBytes,
            Size(limits, "decoded", KiB, 256 * MiB) ?? GatewayLimits.DefaultDecodedBytes,
            Number(limits, "ratio", 1, 1032) ?? GatewayLimits.DefaultRatio,
            Number(limits, "jsonDepth", 1, 256) ?? GatewayLimits.DefaultJsonDepth,
            Number(limits, "fields", 1, 1_000_000) ?? GatewayLimits.DefaultFields,
            Number(limits, "layers", 1, 16) ?? GatewayLimits.DefaultLayers,
            Number(limits, "clientRate", 1, 1_000_000) ?? GatewayLimits.DefaultClientRate);
        if (bound.DecodedBytes < bound.BodyBytes)
        {
            reader.Diagnostics.Report(DiagnosticIds.InvalidLimit, limits.KeySpan("decoded"), "'decoded' is smaller than 'body': what is received must fit into what is decoded");
        }

        limits.Finish();
        return bound;
    }

    private int? Number(MappingReader limits, string key, int least, int most)
    {
        if (limits.Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Report(text, string.Create(CultureInfo.InvariantCulture, $"'{key}' is a whole number from {least} to {most}, not {DiagnosticBag.Quote(text.Value)}"));
        return null;
    }

    private int? Size(MappingReader limits, string key, int least, int most)
    {
        if (limits.Text(key) is not { } text)
        {
            return null;
        }

        var unit = text.Value.EndsWith("KiB", StringComparison.Ordinal) ? KiB : text.Value.EndsWith("MiB", StringComparison.Ordinal) ? MiB : 0;
        if (unit > 0 && int.TryParse(text.Value.AsSpan(..^3).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (long)number * unit is var bytes && bytes >= least && bytes <= most)
        {
            return (int)bytes;
        }

        Report(text, string.Create(CultureInfo.InvariantCulture, $"'{key}' is a size from {least / KiB}KiB to {most / MiB}MiB, such as 2MiB, not {DiagnosticBag.Quote(text.Value)}"));
        return null;
    }

    private void Report(YamlScalar text, string message) => reader.Diagnostics.Report(DiagnosticIds.InvalidLimit, text.Span, message);
}
