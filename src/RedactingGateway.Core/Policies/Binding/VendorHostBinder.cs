using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Reads one of a destination's <c>hosts:</c>: an address, or several with how they are reached.</summary>
internal sealed class VendorHostBinder(NodeReader reader, HostBinder hosts)
{
    // 10 s: with connecting and answering the longest that a beacon is waited for.
    private const int MostSilentSeconds = 10;

    // A minute: what a client would wait for at most; beyond it the answer interests nobody.
    private const int MostTotalSeconds = 60;

    // 100,000: more connections than one process has ports for.
    private const int MostConcurrency = 100_000;

    // An hour: a vendor that came back is found again before anybody looks.
    private const int MostIntervalSeconds = 3600;

    public HostDeclaration Bind(YamlScalar key, YamlNode value)
    {
        if (value is not YamlMapping)
        {
            return new HostDeclaration(key.Value, hosts.BindOrigin(value, $"'{key.Value}'") is { } address ? new CompiledHost([address]) : null, key.Span);
        }

        var members = reader.Mapping(value, DestinationKeys.Host, key.Span, $"the host {DiagnosticBag.Quote(key.Value)}")!;
        var list = reader.Items(members.Required("addresses"), "'addresses'");
        ImmutableArray<Uri> addresses = [.. list.Select(a => hosts.BindOrigin(a, "an address")).OfType<Uri>().Distinct()];
        if (members.Optional("addresses") is YamlSequence { Items.IsEmpty: true })
        {
            reader.Diagnostics.Report(DiagnosticIds.MissingKey, members.KeySpan("addresses"), "'addresses' needs at least one address");
        }

        var host = new CompiledHost(addresses)
        {
            LoadBalancing = members.Word("loadBalancing", WordsOf<LoadBalancing>.All) ?? LoadBalancing.PowerOfTwoChoices,
            Health = BindHealth(members.Mapping("health")),
            ConnectTimeout = Seconds(reader, members, "connectTimeout", MostSilentSeconds) ?? CompiledHost.DefaultConnectTimeout,
            ActivityTimeout = Seconds(reader, members, "activityTimeout", MostSilentSeconds) ?? CompiledHost.DefaultActivityTimeout,
            TotalTimeout = Seconds(reader, members, "totalTimeout", MostTotalSeconds) ?? CompiledHost.DefaultTotalTimeout,
            Concurrency = Concurrency(members) ?? CompiledHost.DefaultConcurrency,
        };
        members.Finish();
        return new HostDeclaration(key.Value, addresses.IsEmpty ? null : host, key.Span);
    }

    private HostHealth? BindHealth(MappingReader? health)
    {
        if (health is null)
        {
            return null;
        }

        var path = health.RequiredText("path");
        if (path is not null && (!path.Value.StartsWith('/') || path.Value.Any(c => c is <= ' ' or > '~' or '#' or '\\')))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedHost, path.Span, $"{DiagnosticBag.Quote(path.Value)} is no path such as /health");
            path = null;
        }

        var interval = Seconds(reader, health, "interval", MostIntervalSeconds);
        var timeout = Seconds(reader, health, "timeout", MostSilentSeconds);
        health.Finish();
        return path is null ? null : new HostHealth(path.Value, interval ?? TimeSpan.FromSeconds(MostSilentSeconds), timeout ?? TimeSpan.FromSeconds(2));
    }

    private int? Concurrency(MappingReader members)
    {
        if (members.Text("concurrency") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostConcurrency)
        {
            return number;
        }

        reader.Diagnostics.Report(
            DiagnosticIds.InvalidNumber, text.Span, string.Create(CultureInfo.InvariantCulture, $"'concurrency' is a whole number from 1 to {MostConcurrency}, not {DiagnosticBag.Quote(text.Value)}"));
        return null;
    }

    /// <summary>A whole number of seconds, <c>10s</c>, from one to <paramref name="most"/>.</summary>
    public static TimeSpan? Seconds(NodeReader reader, MappingReader members, string key, int most)
    {
        if (members.Text(key) is not { } text)
        {
            return null;
        }

        if (text.Value.EndsWith('s') && int.TryParse(text.Value.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds >= 1 && seconds <= most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        reader.Diagnostics.Report(
            DiagnosticIds.InvalidNumber, text.Span, string.Create(CultureInfo.InvariantCulture, $"'{key}' is a number of seconds from 1s to {most}s, not {DiagnosticBag.Quote(text.Value)}"));
        return null;
    }
}
