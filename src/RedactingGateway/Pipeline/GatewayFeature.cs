using RedactingGateway.Core.Payloads;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;
using RedactingGateway.Responses;
using RedactingGateway.Routing;
using RedactingGateway.Vendors;

namespace RedactingGateway.Pipeline;

/// <summary>What the steps know of one request; each step adds its result for the next.</summary>
/// <remarks>It owns the pooled memory of the request and is disposed when the request ends.</remarks>
internal sealed class GatewayFeature(PolicySnapshot policy, RequestTarget target) : IDisposable
{
    // Null once the request has ended: what came too late would read another request's memory.
    private RequestMemory? _memory = RequestMemory.Rent();

    /// <summary>The policy that the whole request is decided by.</summary>
    public PolicySnapshot Policy { get; } = policy;

    /// <summary>Path and query as the client spelled them.</summary>
    public RequestTarget Target { get; } = target;

    /// <summary>Step 1: where the request goes, or null: to a site.</summary>
    public CompiledDestination? Destination { get; set; }

    /// <summary>Step 1: the site whose host was asked, or null: none of the policy's.</summary>
    public CompiledSite? Site { get; set; }

    /// <summary>Step 1: whether raw target and routing mean the same destination.</summary>
    public bool IsAgreed { get; set; }

    /// <summary>Step 1: the endpoint, or null: not known, does not leave.</summary>
    public CompiledEndpoint? Endpoint { get; set; }

    /// <summary>Step 1, its end: which client sends it, as a <see cref="ClientBucket"/>.</summary>
    public int Client { get; set; }

    /// <summary>Step 2, completed in step 4: the visitor's will.</summary>
    public VisitorSignals Signals { get; set; } = VisitorSignals.None;

    /// <summary>Step 2, final after step 4: purposes that are permitted.</summary>
    public Grant Grant { get; set; }

    /// <summary>On the way to a site: what it is told of the grant.</summary>
    public SiteGrantHeaders? SiteGrant { get; set; }

    /// <summary>Step 3: the body as received.</summary>
    public PooledBuffer Body => _memory!.Body;

    /// <summary>Step 3: what the body has taken of the memory for all of them; null: there is none.</summary>
    public BodyShare? BodyShare { get; set; }

    /// <summary>Step 3: target below the destination's path, as received.</summary>
    public PooledBuffer TargetBytes => _memory!.Target;

    /// <summary>Step 3: the request as received.</summary>
    public ReceivedRequest Received { get; set; }

    /// <summary>Step 5: what may leave.</summary>
    public RedactedRequest? Redacted { get; set; }

    /// <summary>The live session of the visitor's browser, as its cookie said; null: there is none.</summary>
    public LiveSessionKey? Live { get; set; }

    /// <summary>Whether that browser's page is open somewhere, and wants to know what becomes of this request.</summary>
    public bool IsWatched { get; set; }

    /// <summary>Step 5: every decision, where a <see cref="RedactionProbe"/> asks for them, the visitor watches, or unknown fields are looked for; null otherwise.</summary>
    public DecisionTrace? Trace { get; set; }

    /// <summary>Step 5: every decision, for accounts; null before.</summary>
    public FieldTally? Tally { get; set; }

    /// <summary>Step 7: what is leaving; the forwarder sends this and nothing else.</summary>
    public RedactedRequest? Leaving { get; set; }

    /// <summary>Step 7: its body as the connection reads it; null: it has none.</summary>
    public RedactedBody? LeavingBody { get; set; }

    /// <summary>Step 7: until when the vendor has time, while something is leaving.</summary>
    public VendorDeadline? Deadline { get; set; }

    /// <summary>Step 7: the vendor's own body, where it is the answer.</summary>
    public PooledBuffer VendorBody => _memory!.VendorBody;

    /// <summary>Step 5: where it is written what may leave.</summary>
    public RedactedRequest Output => _memory!.Redacted;

    /// <summary>Step 7: what came of it, or null: nothing was sent.</summary>
    public VendorOutcome? Vendor { get; set; }

    /// <summary>Why nothing leaves, or <see cref="WithheldReason.None"/>.</summary>
    public WithheldReason Refusal { get; private set; }

    /// <summary>Whether the same request would pass at a quieter time, so that a client may send it again.</summary>
    public bool MayPassLater { get; set; }

    /// <summary>Notes why nothing leaves.</summary>
    /// <returns><see langword="false"/>: the request goes no further.</returns>
    public bool Refuse(WithheldReason reason)
    {
        Refusal = reason;
        return false;
    }

    /// <summary>Wipes what was read of the body, and gives its memory back.</summary>
    public void GiveBodyUp()
    {
        Body.Dispose();
        BodyShare?.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        BodyShare?.Dispose();
        Interlocked.Exchange(ref _memory, null)?.Return();
    }
}
