using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Benchmarks.EngineTargets;

/// <summary>The engine beside its floors, against its targets: (a) decode, decide, copy; (b) the content net; (c) hashes; (d) the whole in the shipped configuration.</summary>
/// <remarks>CPU time of the thread, medians of turns that are taken one after the other: what else runs on the machine slows all of them alike.</remarks>
internal sealed class EngineTargetsBenchmarks : IDisposable
{
    // Values are at most 8 KiB long; longer ones are dropped unread.
    private const int TextBytes = 8000;
    private static readonly int[] HashCounts = [1, 4, 16];

    private readonly Redactor _redactor = new(new PseudonymKeys(new byte[PseudonymKeys.MinRootSecretBytes], TimeProvider.System, TimeZoneInfo.Utc, EpochSalts.InMemory()));
    private readonly RedactedRequest _result = new();
    private readonly FieldTally _tally = new();
    private readonly List<TimedAction> _actions = [];
    private readonly List<Func<string>> _lines = [];
    private readonly PolicySnapshot _policy;
    private readonly RecordedRequest _event;

    private EngineTargetsBenchmarks()
    {
        var loaded = PolicyLoader.Load(Path.Combine(RecordedRequest.Root(), "config"));
        _policy = loaded.Snapshot ?? throw new InvalidOperationException(string.Join('\n', loaded.Diagnostics));
        _event = RecordedRequest.Load(_policy, "metaConversionsApi", "meta-capi", "01-default-events.http");
    }

    /// <summary>Runs.</summary>
    /// <param name="arguments">Number of rounds; 15 without it.</param>
    public static int Run(string[] arguments)
    {
        using var targets = new EngineTargetsBenchmarks();
        targets.AddCopying();
        targets.AddNet();
        targets.AddHashes();
        targets.AddShipped();
        targets.Measure(arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 15);
        Console.WriteLine("| target | measured | µs | beside | ratio or rate | target | allocated, B |\n|---|---|---|---|---|---|---|");
        targets._lines.ForEach(line => Console.WriteLine(line()));
        return 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _result.Dispose();

    private void AddCopying()
    {
        // The body alone is compared, so the request has no header but the one that says what it is.
        var request = _event.Request with { Headers = [new("Content-Type", "application/json")] };
        var body = request.Body.ToArray();
        var text = Encoding.UTF8.GetString(body);
        using var document = JsonDocument.Parse(body);
        var one = document.RootElement.GetProperty("data")[0].GetRawText();
        var ten = Encoding.UTF8.GetBytes(text.Replace(one, string.Join(',', Enumerable.Repeat(one, 10)), StringComparison.Ordinal));
        foreach (var (name, json) in new[] { ("one event, 1.6 kB JSON", body), ("ten events, 14 kB JSON", ten) })
        {
            var floor = Add("floor", () => Read(json));
            var engine = Add(name, Redaction(ClosedDestination.Keeping(request, json), ClosedDestination.Granted, tally: null));
            _lines.Add(() => Line("a", engine, $"bare reader {Time(floor)}", Ratio(engine.Microseconds / floor.Microseconds), "≤ 2.5, goal 1.5"));
        }
    }

    private void AddNet()
    {
        var empty = Add("empty", Redaction(ClosedDestination.WithValue(_event.Request, "x"u8, FieldType.Text), ClosedDestination.Granted, tally: null));
        var clean = DetectorTexts.Clean.AsSpan(0, TextBytes).ToArray();
        var dense = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(DetectorTexts.Dense.AsSpan(0, TextBytes)).Replace('"', '\'').Replace('\\', '/').Replace('\n', ' '));
        AddText("text without a candidate, 8 kB", clean, FieldType.Text, "≥ 1 GB/s");
        AddText("text of candidates, 8 kB", dense, FieldType.Text, "≥ 200 MB/s");
        AddText("address without a candidate, 2 kB", Address(i => "category=hiking-boots"), FieldType.Url, "≥ 1 GB/s");
        AddText("address of candidates, 2 kB", Address(i => $"id{i}={i:x4}8f31-77aa-{i:000}-{i:00}.9"), FieldType.Url, "≥ 200 MB/s");

        void AddText(string name, byte[] value, FieldType type, string target)
        {
            var engine = Add(name, Redaction(ClosedDestination.WithValue(_event.Request, value, type), ClosedDestination.Granted, tally: null));
            _lines.Add(() => Line("b", engine, $"one byte of text {Time(empty)}", Rate(value.Length, engine.Microseconds - empty.Microseconds), target));
        }
    }

    // As many parameters as fit into what servers take.
    private static byte[] Address(Func<int, string> parameter) =>
        Encoding.UTF8.GetBytes($"https://shop.example/produkte/wanderschuhe?{string.Join('&', Enumerable.Range(0, 200).Select(parameter))}"[..2000]);

    private void AddHashes()
    {
        var key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
        var id = Encoding.UTF8.GetBytes(ClosedDestination.Id(0));
        var output = new byte[HMACSHA256.HashSizeInBytes];
        var bare = Add("bare hash", () => HMACSHA256.HashData(key, id, output));
        var none = Add("no hash", Redaction(ClosedDestination.Hashing(_event.Request, 0), ClosedDestination.Granted, tally: null));
        foreach (var count in HashCounts)
        {
            var engine = Add($"{count} of 16 numbers hashed", Redaction(ClosedDestination.Hashing(_event.Request, count), ClosedDestination.Granted, tally: null));
            _lines.Add(() => Line(
                "c", engine, $"none hashed {Time(none)} + {count} × HMAC-SHA-256 {Time(bare)}", Ratio(engine.Microseconds / (none.Microseconds + (count * bare.Microseconds))), "≤ 1.2"));
        }
    }

    private void AddShipped()
    {
        AddRecorded("Meta Conversions API event, 1.6 kB JSON", _event);
        AddRecorded("GA4 hit, query", RecordedRequest.Load(_policy, "ga4", "ga4-gtag", "01-default-collect.http"));
        AddRecorded("Meta pixel, query", RecordedRequest.Load(_policy, "metaPixel", "meta-pixel", "02-get-tr.http"));

        void AddRecorded(string name, RecordedRequest recorded)
        {
            var engine = Add(name, Redaction(recorded.Request, recorded.Grant, _tally));
            _lines.Add(() => Line("d", engine, "", "", "small beside 25 to 35 µs of a proxied request"));
        }
    }

    private TimedAction Add(string name, Func<int> action)
    {
        var timed = new TimedAction(name, action);
        _actions.Add(timed);
        return timed;
    }

    private Func<int> Redaction(ReceivedRequest request, ulong grant, FieldTally? tally) => () =>
    {
        tally?.Clear();
        using var result = _redactor.Redact(request, grant, _policy.Limits, trace: null, tally, _result);
        return result.Withheld == WithheldReason.None
            ? result.Target.Length + result.Body.Length
            : throw new InvalidOperationException($"The request was withheld: {result.Withheld}.");
    };

    private static int Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        var tokens = 0;
        while (reader.Read())
        {
            tokens++;
        }

        return tokens;
    }

    private void Measure(int rounds)
    {
        Measuring.WarmUp.Run(() => _actions.ForEach(static a => a.WarmUp()));

        for (var round = 0; round < rounds; round++)
        {
            _actions.ForEach(static a => a.Measure());
        }
    }

    private static string Line(string target, TimedAction engine, string beside, string ratio, string wanted) => string.Create(
        CultureInfo.InvariantCulture, $"| {target} | {engine.Name} | {engine.Microseconds:0.00} | {beside} | {ratio} | {wanted} | {engine.Allocated:0} |");

    private static string Time(TimedAction action) => string.Create(CultureInfo.InvariantCulture, $"{action.Microseconds:0.00}");

    private static string Ratio(double ratio) => string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00}");

    private static string Rate(int bytes, double microseconds) => string.Create(CultureInfo.InvariantCulture, $"{bytes / microseconds:0} MB/s");
}
