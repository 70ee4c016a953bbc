using System.Text;
using Microsoft.Extensions.Time.Testing;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Redaction;
using RedactingGateway.FunctionalTests.Wire;

namespace RedactingGateway.FunctionalTests.Vendors;

/// <summary>Redacts requests in process, without sockets: for properties over very many of them.</summary>
internal sealed class VendorBench
{
    private readonly PolicySnapshot _policy;
    private readonly Redactor _redactor;

    public VendorBench(VendorPolicy policy)
    {
        var loaded = PolicyLoader.Load(policy.Directory, name => name == "SALT" ? VendorPolicy.CountlySalt : "http://127.0.0.1:1");
        _policy = loaded.Snapshot ?? throw new InvalidDataException(string.Join('\n', loaded.Diagnostics));
        _redactor = new Redactor(new PseudonymKeys(new byte[32], new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)), TimeZoneInfo.Utc, EpochSalts.InMemory()));
    }

    /// <summary>What would leave for a visitor who accepted everything; null where nothing would.</summary>
    public BenchResult Redact(VendorSdk sdk, WireRequest request)
    {
        var destination = _policy.Destinations.Single(candidate => candidate.Id == sdk.Destination);
        var target = Encoding.UTF8.GetBytes(request.Target);
        var query = target.AsSpan().IndexOf((byte)'?');
        var endpoint = PolicySnapshot.FindEndpoint(destination, request.Method, query < 0 ? target : target.AsSpan(0, query));
        if (endpoint is null)
        {
            return new BenchResult(null, WithheldReason.UnknownEndpoint, []);
        }

        var trace = new DecisionTrace(withValues: true);
        var received = new ReceivedRequest
        {
            Destination = destination,
            Endpoint = endpoint,
            Target = target,
            Headers = request.Headers,
            Body = request.Body,
        };
        using var redacted = _redactor.Redact(received, destination.AllPurposes, _policy.Limits, trace);
        var left = redacted.Withheld == WithheldReason.None
            ? new WireRequest(request.Method, Encoding.UTF8.GetString(redacted.Target.Span), [.. redacted.Headers], redacted.Body.ToArray())
            : null;
        return new BenchResult(left, redacted.Withheld, trace.Decisions);
    }
}

/// <summary>What came of one request.</summary>
internal sealed record BenchResult(WireRequest? Left, WithheldReason Withheld, IReadOnlyList<FieldDecision> Decisions);
