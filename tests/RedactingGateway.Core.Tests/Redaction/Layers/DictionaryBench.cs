using System.Text;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Core.Tests.Policies;

namespace RedactingGateway.Core.Tests.Redaction.Layers;

/// <summary>A dictionary in its own words, with one destination below <c>/t/x</c>, and the requests that it redacts.</summary>
internal sealed class DictionaryBench
{
    private const string Head = """
        protocol: tested
        source: { url: "https://vendor.example/docs", date: 2026-11-01, confidence: documented }

        """;

    private readonly CompiledDestination _destination;

    /// <param name="dictionary">The dictionary without its name and source.</param>
    /// <param name="destination">More keys of the destination, each on a line.</param>
    /// <param name="purposes">Purposes of the destination; <c>measurement</c> is of analytics, <c>ads</c> of advertising.</param>
    /// <param name="allow">More of what <c>measurement</c> allows.</param>
    public DictionaryBench(string dictionary, string destination = "", string purposes = "measurement, ads", string allow = "")
    {
        var result = PolicyCorpus.LoadText(Policy(destination, purposes, allow.Length == 0 ? "" : ", " + allow), ("tested.yaml", Head + dictionary));
        Assert.Empty(result.Diagnostics.Where(d => d.Severity == Core.Diagnostics.Severity.Error).Select(d => d.ToString()));
        _destination = result.Snapshot!.Destinations[0];
    }

    /// <summary>Rules that such a dictionary and destination break.</summary>
    public static IEnumerable<string> Errors(string dictionary, string destination) =>
        PolicyCorpus.LoadText(Policy(destination, "measurement, ads", ""), ("tested.yaml", Head + dictionary))
            .Diagnostics.Where(d => d.Severity == Core.Diagnostics.Severity.Error).Select(d => d.Id);

    // One for all: a bench may make a redactor for every request.
    private static readonly EpochSalts Salts = EpochSalts.InMemory();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    public ulong Grant { get; init; } = ulong.MaxValue;

    public string? ClientAddress { get; init; }

    public DecisionTrace Trace { get; private set; } = new();

    public RedactionCounts Counts { get; private set; } = new();

    /// <summary>Sends a body as it is and gives the body that leaves, or the reason in angle brackets.</summary>
    public string Body(string body, string? contentType = "text/plain", string path = "/e") =>
        Encoding.UTF8.GetString(Body(Encoding.UTF8.GetBytes(body), contentType, path: path));

    public byte[] Body(byte[] body, string? contentType = "text/plain", string? contentEncoding = null, string path = "/e")
    {
        using var result = Redact("POST", path, body, contentType, contentEncoding);
        return result.Withheld == WithheldReason.None ? result.Body.ToArray() : Encoding.ASCII.GetBytes($"<{result.Withheld}>");
    }

    /// <summary>The target that leaves, or the reason in angle brackets.</summary>
    public string Target(string target, string method = "GET", params KeyValuePair<string, string>[] headers)
    {
        using var result = Redact(method, target, [], contentType: null, contentEncoding: null, headers);
        return result.Withheld == WithheldReason.None ? Encoding.UTF8.GetString(result.Target.Span) : $"<{result.Withheld}>";
    }

    public List<KeyValuePair<string, string>> Headers(string target, params KeyValuePair<string, string>[] headers)
    {
        using var result = Redact("GET", target, [], contentType: null, contentEncoding: null, headers);
        return [.. result.Headers];
    }

    /// <summary>What a request says of the visitor's will.</summary>
    public PayloadSignals? Signals(string target, string body, SubjectKeys? subjects)
    {
        var raw = Encoding.UTF8.GetBytes(target);
        var question = raw.AsSpan().IndexOf((byte)'?');
        var endpoint = PolicySnapshot.FindEndpoint(_destination, "POST", question < 0 ? raw : raw.AsSpan(0, question))!;
        var request = new ReceivedRequest { Destination = _destination, Endpoint = endpoint, Target = raw, Headers = [], Body = Encoding.UTF8.GetBytes(body) };
        return new Redactor(new PseudonymKeys(new byte[32], Time, TimeZoneInfo.Utc, Salts)).ReadSignals(request, new GatewayLimits(), subjects);
    }

    private RedactedRequest Redact(string method, string target, byte[] body, string? contentType, string? contentEncoding, params KeyValuePair<string, string>[] headers)
    {
        var raw = Encoding.UTF8.GetBytes(target);
        var path = raw.AsSpan(0, target.Contains('?', StringComparison.Ordinal) ? target.IndexOf('?', StringComparison.Ordinal) : raw.Length);
        var endpoint = PolicySnapshot.FindEndpoint(_destination, method, path) ?? throw new InvalidOperationException("No endpoint has this path.");
        List<KeyValuePair<string, string>> all = [.. headers];
        if (contentType is not null)
        {
            all.Add(new("Content-Type", contentType));
        }

        if (contentEncoding is not null)
        {
            all.Add(new("Content-Encoding", contentEncoding));
        }

        Trace = new DecisionTrace(withValues: true);
        var request = new ReceivedRequest { Destination = _destination, Endpoint = endpoint, Target = raw, Headers = all, Body = body, ClientAddress = ClientAddress };
        var result = new Redactor(new PseudonymKeys(new byte[32], Time, TimeZoneInfo.Utc, Salts)).Redact(request, Grant & _destination.AllPurposes, new GatewayLimits(), Trace);
        Counts = result.Counts;
        return result;
    }

    private static string Policy(string destination, string purposes, string allow) => $$"""
        version: 1
        controller: { name: Shop, address: Street 1, contact: shop@shop.example }
        never: [user.financial]
        purposes:
          measurement:
            use: analytics
            basis: consent
            title: { en: Measurement }
            allow: { user.behavior: keep, user.device.ip_address: keep, user.unique_id.pseudonymous: { pseudonymize: { rotate: 1d } }{{allow}} }
          ads:
            use: marketing.advertising
            basis: consent
            title: { en: Ads }
            allow: { user.behavior: keep }
          upkeep:
            use: essential.service
            basis: consent
            title: { en: Upkeep }
            allow: { user.behavior: keep }
        recipients:
          vendor: { name: Vendor, country: IE, role: processor, privacyPolicy: "https://vendor.example/privacy", retention: 1 month }
        destinations:
          x:
            recipient: vendor
            protocol: tested
            path: /t/x
            hosts: { collect: "https://collect.vendor.example" }
            purposes: [{{purposes}}]
            {{destination.ReplaceLineEndings("\n    ")}}
        """;
}
