using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;

namespace RedactingGateway.Core.Tests.Redaction;

/// <summary>A destination made by hand, so that the engine is tested without the policy language.</summary>
internal sealed class Workbench
{
    public const ulong Granted = 1;

    public FieldState Query { get; init; } = new();

    public FieldState Body { get; init; } = new();

    public FieldState Headers { get; init; } = new();

    public FieldState Cookies { get; init; } = new();

    public LayerFormat Format { get; init; } = new([[Codec.Json], [Codec.Multipart]]);

    public GatewayLimits Limits { get; init; } = new();

    public FieldPlan Found { get; init; } = new([], WithheldReason.Policy, SourceSpan.None);

    public ClickIdSet ForeignClickIds { get; init; } = ClickIdSet.None;

    // One for all: a bench may make a redactor for every request.
    private static readonly EpochSalts Salts = EpochSalts.InMemory();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public DecisionTrace Trace { get; private set; } = new(withValues: true);

    public static FieldState Part(params (string Name, FieldState State)[] parts)
    {
        var exact = parts.Where(p => !p.Name.Contains('*', StringComparison.Ordinal)).Select(p => KeyValuePair.Create(p.Name, p.State));
        var patterns = parts.Where(p => p.Name.Contains('*', StringComparison.Ordinal) && p.Name != "*");
        return new FieldState
        {
            Names = new Utf8NameTable<FieldState>([.. exact]),
            Patterns = [.. patterns.Select(p => (new NamePattern(p.Name), p.State))],
            AnyName = parts.FirstOrDefault(p => p.Name == "*").State,
        };
    }

    public static FieldState List(FieldState element) => new() { Element = element };

    public static FieldState Unit(FieldState state)
    {
        state.IsUnit = true;
        return state;
    }

    public static FieldState Leaf(
        Treatment? treatment,
        FieldType type = FieldType.String,
        bool required = false,
        Surrogate? surrogate = null,
        PseudonymizeTreatment? otherwise = null,
        ValueSpace? space = null,
        bool positional = false,
        string category = "user.behavior") => new()
        {
            Field = new CompiledField
            {
                Address = "test",
                Category = category,
                Type = type,
                Source = FieldSource.Site,
                Span = SourceSpan.None,
                Required = required,
                Surrogate = surrogate,
                Space = space,
                Positional = positional,
                Shape = PseudonymShape.Parse("d10.d10"),
                Plan = new FieldPlan(
                treatment is null ? [] : [new FieldRule(Granted, Granted, treatment, SourceSpan.None)], WithheldReason.Policy, SourceSpan.None, otherwise),
            },
        };

    public static FieldState Keep(FieldType type = FieldType.String) => Leaf(KeepTreatment.Instance, type);

    public static FieldState Deny() => Leaf(treatment: null);

    public static FieldState Layer(FieldState inner, params Codec[] chain) => new()
    {
        Field = new CompiledField
        {
            Address = "test",
            Category = null,
            Type = FieldType.Container,
            Source = FieldSource.Site,
            Span = SourceSpan.None,
            As = new LayerFormat([[.. chain]]),
            Plan = new FieldPlan([], WithheldReason.UnknownField, SourceSpan.None),
        },
        Inner = inner,
    };

    public RedactedRequest Redact(string target, string body = "", string? contentType = null, string? contentEncoding = null, ulong grant = Granted) =>
        Redact(target, Encoding.UTF8.GetBytes(body), contentType, contentEncoding, grant);

    public RedactedRequest Redact(
        string target, byte[] body, string? contentType = null, string? contentEncoding = null, ulong grant = Granted, params KeyValuePair<string, string>[] headers)
    {
        // Properties run on several threads; each redaction has a trace of its own.
        var trace = new DecisionTrace(withValues: true);
        Trace = trace;
        return NewRedactor().Redact(Request(target, body, contentType, contentEncoding, headers), grant, Limits, trace);
    }

    /// <summary>Redacts one body after the other, the second into what became of the first.</summary>
    public RedactedRequest RedactTwice(string first, string second, ulong secondGrant = Granted)
    {
        var redactor = NewRedactor();
        var result = redactor.Redact(Request("/e?a=1", Encoding.UTF8.GetBytes(first), "application/json", contentEncoding: null, []), Granted, Limits);
        result.Dispose();
        return redactor.Redact(Request("/e", Encoding.UTF8.GetBytes(second), contentType: null, contentEncoding: null, []), secondGrant, Limits, reuse: result);
    }

    /// <summary>Bytes that one more redaction of the same request allocates on this thread, without a trace and into the same result.</summary>
    public long AllocatedBytes(string target, byte[] body)
    {
        var redactor = NewRedactor();
        var request = Request(target, body, "application/json", contentEncoding: null, []);
        var result = new RedactedRequest();
        for (var i = 0; i < 20; i++)
        {
            redactor.Redact(request, Granted, Limits, reuse: result).Dispose();
        }

        // The least of several: other tests trim the shared pools meanwhile, and what the runtime compiles anew is not the request's.
        var least = long.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            redactor.Redact(request, Granted, Limits, reuse: result).Dispose();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private Redactor NewRedactor() => new(new PseudonymKeys(new byte[32], Time, TimeZoneInfo.Utc, Salts));

    private ReceivedRequest Request(string target, byte[] body, string? contentType, string? contentEncoding, KeyValuePair<string, string>[] headers)
    {
        var endpoint = new CompiledEndpoint
        {
            Name = "test",
            Methods = ["POST"],
            Path = new PathTemplate("/e", ImmutableDictionary<string, ValueSpace>.Empty),
            Host = "collect",
            Body = Format,
            Query = Query,
            FormBody = Body,
            JsonBody = Body,
            LinesBody = Body,
            Headers = Headers,
            Cookies = Cookies,
            Success = new SuccessAnswer(204),
        };
        var destination = new CompiledDestination
        {
            Id = "test",
            Recipient = "vendor",
            RecipientName = "Vendor",
            Protocol = "test",
            Path = "/t/test",
            ForeignClickIds = ForeignClickIds,
            Mode = DestinationMode.Enforce,
            Hosts = ImmutableSortedDictionary<string, Uri>.Empty,
            Purposes =
            [
                new CompiledPurpose
                {
                    Id = "measurement",
                    Use = "analytics",
                    Basis = LegalBasis.Consent,
                    StrictlyNecessary = false,
                    RefusedByGpc = false,
                    Scope = "scope",
                    Title = ImmutableSortedDictionary<string, string>.Empty,
                    Span = SourceSpan.None,
                },
            ],
            Endpoints = [endpoint],
            Detected = [.. Enumerable.Repeat(Found, DetectorKinds.Count)],
            Span = SourceSpan.None,
        };
        List<KeyValuePair<string, string>> all = [.. headers];
        if (contentType is not null)
        {
            all.Add(new("Content-Type", contentType));
        }

        if (contentEncoding is not null)
        {
            all.Add(new("Content-Encoding", contentEncoding));
        }

        return new ReceivedRequest { Destination = destination, Endpoint = endpoint, Target = Encoding.UTF8.GetBytes(target), Headers = all, Body = body };
    }

    /// <summary>The body that leaves, or the reason in angle brackets.</summary>
    public string Json(string body)
    {
        using var result = Redact("/e", body, "application/json");
        return result.Withheld == WithheldReason.None ? Encoding.UTF8.GetString(result.Body.Span) : $"<{result.Withheld}>";
    }

    /// <summary>The query that leaves, or the reason in angle brackets.</summary>
    public string QueryOf(string query)
    {
        using var result = Redact("/e?" + query);
        return result.Withheld == WithheldReason.None ? Encoding.UTF8.GetString(result.Target.Span)["/e".Length..] : $"<{result.Withheld}>";
    }
}
