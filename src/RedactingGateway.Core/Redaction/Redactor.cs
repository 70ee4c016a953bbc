using System.Collections.Concurrent;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction.Events;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Redaction;

/// <summary>Decides every field of a request and writes the request that may leave.</summary>
public sealed class Redactor
{
    // Sessions kept for the next requests; more run at once only under load, and then the surplus is garbage.
    private const int MaxIdleSessions = 64;

    private readonly PseudonymKeys _keys;
    private readonly ConcurrentQueue<RedactionSession> _idle = new();
    private RedactionSession? _last;

    /// <summary>Makes the redactor of one gateway; it has no state of a request.</summary>
    /// <param name="keys">Keys of pseudonyms.</param>
    public Redactor(PseudonymKeys keys)
    {
        _keys = keys;

        // The numbering plans are read with the first number, in some 40 ms: before the first visitor comes.
        Span<DetectorHit> hits = stackalloc DetectorHit[1];
        ContentNet.Find("+49 30 901820"u8, hits);
    }

    /// <summary>Redacts one request.</summary>
    /// <param name="request">The request below the destination's path.</param>
    /// <param name="grant">Granted purposes, one bit each.</param>
    /// <param name="limits">Limits of the policy.</param>
    /// <param name="trace">Takes every decision with its address, for <c>explain</c> and whoever watches; null: nobody does.</param>
    /// <param name="tally">Takes every decision, for accounts; null: nobody counts fields.</param>
    /// <param name="reuse">What became of an earlier request, after it was disposed: written over and returned. Null: a new one.</param>
    /// <returns>What may leave; it owns pooled memory and must be disposed after it was sent.</returns>
    public RedactedRequest Redact(
        in ReceivedRequest request, ulong grant, GatewayLimits limits, DecisionTrace? trace = null, FieldTally? tally = null, RedactedRequest? reuse = null)
    {
        var result = reuse ?? new RedactedRequest();
        result.Begin();
        var session = Begin();
        session.Begin(request.Destination, grant, limits, result.Counts, trace, request.ClientAddress, tally);
        session.Treatments.Rounding.Begin(request.Target, request.Body);
        try
        {
            if (request.Destination.Conditions is { } conditions)
            {
                var facts = new EventFacts(conditions);
                Collect(facts, request, limits, RequestParts.Headers | RequestParts.Target | RequestParts.Body);
                session.Narrow(facts);
            }

            var start = session.Mark();
            var reason = Decide(session, request, result);
            if (reason != WithheldReason.None)
            {
                session.Withdraw(start, reason);
                result.Withhold(reason);
            }

            Count(session, result.Counts, reason);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
        finally
        {
            End(session);
        }
    }

    /// <summary>Reads what a request says of the visitor's will, and whom it names, before any field is decided.</summary>
    /// <param name="request">The request below the destination's path.</param>
    /// <param name="limits">Limits of the policy.</param>
    /// <param name="subjects">Makes keys of subjects; null: nobody asks for them.</param>
    /// <returns>What was found; null where the protocol has no place for any, or the request nothing in it.</returns>
    /// <remarks>A body that breaks off gives what it said so far: it will not leave.</remarks>
    public PayloadSignals? ReadSignals(in ReceivedRequest request, GatewayLimits limits, SubjectKeys? subjects)
    {
        var parts = SignalParts(request) | (subjects is null ? RequestParts.None : request.Endpoint.Subjects);
        if (parts == RequestParts.None)
        {
            return null;
        }

        var collector = new SignalCollector(subjects);
        Collect(collector, request, limits, parts);
        return collector.Finish();
    }

    // Most bodies of JSON say nothing of it, and need not be decoded to tell.
    private static RequestParts SignalParts(in ReceivedRequest request)
    {
        var body = request.Body.Span;
        return request.Endpoint.SignalNames is { } names
            && request.Endpoint.Body.Choose(body) is [Codec.Json]
            && FramingHeaders.Of(request.Headers).ContentEncoding is null
            && !names.MayStandIn(body)
            ? request.Endpoint.Signals & ~RequestParts.Body
            : request.Endpoint.Signals;
    }

    private void Collect(ValueCollector collector, in ReceivedRequest request, GatewayLimits limits, RequestParts parts)
    {
        using var unused = new RedactedRequest();
        var session = Begin();
        session.Begin(request.Destination, grant: 0, limits, unused.Counts, trace: null);
        session.Collector = collector;
        try
        {
            if (parts.HasFlag(RequestParts.Headers))
            {
                HeaderWalker.Walk(session, request.Endpoint, request.Headers, unused.Headers);
            }

            if (parts.HasFlag(RequestParts.Target))
            {
                WriteTarget(session, request, unused.TargetBuffer);
            }

            if (parts.HasFlag(RequestParts.Body))
            {
                WriteBody(session, request, unused);
            }
        }
        finally
        {
            End(session);
        }
    }

    private RedactionSession Begin() =>
        Interlocked.Exchange(ref _last, null) ?? (_idle.TryDequeue(out var idle) ? idle : new RedactionSession(_keys));

    private void End(RedactionSession session)
    {
        session.Dispose();

        // The one that ended last is the next to begin: what it works with is still in the processor's caches.
        if (Interlocked.Exchange(ref _last, session) is { } before && _idle.Count < MaxIdleSessions)
        {
            _idle.Enqueue(before);
        }
    }

    private static WithheldReason Decide(RedactionSession session, in ReceivedRequest request, RedactedRequest result)
    {
        // Without a grant nothing is even looked at, unless somebody asks what would have become of each field.
        if (session.WholeGrant == 0 && session.Trace is null)
        {
            return WithheldReason.NoGrant;
        }

        var question = request.Target.Span.IndexOf((byte)'?');
        session.Visit.Read(session, request.Endpoint, question < 0 ? default : request.Target.Span[(question + 1)..]);
        HeaderWalker.Walk(session, request.Endpoint, request.Headers, result.Headers);
        WriteTarget(session, request, result.TargetBuffer);
        var reason = WriteBody(session, request, result);
        if (session.WholeGrant == 0)
        {
            return WithheldReason.NoGrant;
        }

        if (session.Narrowed != WithheldReason.None)
        {
            return session.Narrowed;
        }

        if (session.LimitExceeded)
        {
            return WithheldReason.Limit;
        }

        if (reason is not (WithheldReason.None or WithheldReason.Empty))
        {
            return reason;
        }

        // Where nothing was left because something required may not leave, that is the reason.
        if (session.RequiredMissing)
        {
            return WithheldReason.Required;
        }

        if (reason == WithheldReason.Empty)
        {
            return reason;
        }

        // Every unit was dropped for its own reason; the request without units has nothing to say.
        return session is { UnitsSeen: > 0, UnitsKept: 0 } ? WithheldReason.Empty : WithheldReason.None;
    }

    private static void WriteTarget(RedactionSession session, in ReceivedRequest request, PooledBuffer output)
    {
        var target = request.Target.Span;
        var question = target.IndexOf((byte)'?');
        PathWalker.Walk(session, request.Endpoint, question < 0 ? target : target[..question], output);
        var query = question < 0 ? default : target[(question + 1)..];
        session.Path?.Reset(0);
        session.Path?.Append("query");
        var redacted = session.Rent();
        var outcome = query.IsEmpty ? LayerOutcome.Empty : FormWalker.Walk(session, query, request.Endpoint.Query, redacted);
        if (outcome == LayerOutcome.Empty)
        {
            // What the gateway sets itself belongs to the request, not to the parameters that the client sent.
            redacted.Clear();
            var segments = 0;
            outcome = FormSettings.Write(session, request.Endpoint.Query, spaceAsPlus: false, ref segments, redacted, onlySecrets: query.IsEmpty && !request.Body.IsEmpty)
                ? LayerOutcome.Changed
                : outcome;
        }

        if (outcome is LayerOutcome.Changed or LayerOutcome.Unchanged || (query.IsEmpty && question >= 0))
        {
            output.WriteByte((byte)'?');
            output.Write(outcome == LayerOutcome.Changed ? redacted.Written : outcome == LayerOutcome.Unchanged ? query : default);
        }

        session.Return(redacted);
    }

    private static WithheldReason WriteBody(RedactionSession session, in ReceivedRequest request, RedactedRequest result)
    {
        var (contentType, contentEncoding) = FramingHeaders.Of(request.Headers);
        MediaType? mediaType = contentType is not null && MediaType.TryParse(contentType, out var parsed) ? parsed : null;
        if (request.Body.IsEmpty)
        {
            AddFraming(result, mediaType is null ? null : contentType, contentEncoding: null);
            return WithheldReason.None;
        }

        if (contentType is not null && mediaType is null)
        {
            return WithheldReason.Undecodable;
        }

        session.Path?.Reset(0);
        var outcome = BodyWalker.Walk(session, request.Endpoint, request.Body, mediaType, contentEncoding, result.BodyBuffer);
        switch (outcome)
        {
            case LayerOutcome.Unchanged:
                result.BodyBuffer.Clear();
                result.Body = request.Body;
                break;
            case LayerOutcome.Changed:
                result.Body = result.BodyBuffer.WrittenMemory;
                break;
            case LayerOutcome.Limit:
                return WithheldReason.Limit;
            case LayerOutcome.Empty:
                return WithheldReason.Empty;
            default:
                return WithheldReason.Undecodable;
        }

        AddFraming(result, contentType, contentEncoding);
        return WithheldReason.None;
    }

    private static void AddFraming(RedactedRequest result, string? contentType, string? contentEncoding)
    {
        if (contentType is not null)
        {
            result.Headers.Add(new("Content-Type", contentType));
        }

        // Known by name at this point; written in our spelling.
        if (Compression.FromContentEncoding(contentEncoding) is { } compression and not CompressionKind.None)
        {
            result.Headers.Add(new("Content-Encoding", compression switch
            {
                CompressionKind.Gzip => "gzip",
                CompressionKind.Zlib => "deflate",
                CompressionKind.Zstd => "zstd",
                _ => "br",
            }));
        }
    }

    // Received = sent + withheld, whatever happened.
    private static void Count(RedactionSession session, RedactionCounts counts, WithheldReason reason)
    {
        counts.EventsReceived = Math.Max(1, session.UnitsSeen);
        if (reason == WithheldReason.None)
        {
            counts.EventsSent = session.UnitsSeen == 0 ? 1 : session.UnitsKept;
            return;
        }

        // Units that were already withheld keep their own reason; the rest, also one that never ended, share the request's.
        for (var left = counts.EventsReceived - counts.EventsWithheldInAll; left > 0; left--)
        {
            counts.WithholdEvent(reason);
        }
    }
}
