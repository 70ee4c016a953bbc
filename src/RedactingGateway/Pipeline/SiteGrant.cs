using System.Collections.Immutable;
using RedactingGateway.Core.Policies;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Pipeline;

/// <summary>On the way to a site. After it the site can be told what the visitor permits.</summary>
/// <remarks>So that it serves offers that rest on no profile, and attaches the grant to events that it sends itself.</remarks>
internal sealed class SiteGrant(EnvelopeGrant envelope, GrantToken tokens)
{
    // What is said of equal visitors is made once; the table starts anew with the tokens' end, and where grants are many.
    private const int MaxKept = 256;

    private volatile Kept _kept = new(0, "", ImmutableDictionary<string, SiteGrantHeaders>.Empty);

    public async ValueTask RunAsync(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Site is not { } site)
        {
            return;
        }

        gateway.Signals = await envelope.ReadAsync(context, gateway);
        gateway.SiteGrant = HeadersOf(site, gateway.Policy, gateway.Signals);
    }

    private SiteGrantHeaders HeadersOf(CompiledSite site, PolicySnapshot policy, in VisitorSignals signals)
    {
        // One character a purpose: granted, refused, or lacking a yes.
        Span<char> state = stackalloc char[policy.Purposes.Length];
        for (var i = 0; i < state.Length; i++)
        {
            var reason = Grant.ForSite(policy.Purposes[i], signals);
            state[i] = reason.IsGranted() ? '1' : reason.IsRefusal() ? '0' : '-';
        }

        var kept = _kept;
        var end = tokens.End;
        var key = $"{site.Id} {state}";
        if (kept.End == end && kept.Revision == policy.Revision && kept.ByGrant.TryGetValue(key, out var known))
        {
            return known;
        }

        var made = Make(site, policy, state, end);
        var isFresh = kept.End == end && kept.Revision == policy.Revision && kept.ByGrant.Count < MaxKept;
        _kept = new Kept(end, policy.Revision, (isFresh ? kept.ByGrant : ImmutableDictionary<string, SiteGrantHeaders>.Empty).SetItem(key, made));
        return made;
    }

    private SiteGrantHeaders Make(CompiledSite site, PolicySnapshot policy, ReadOnlySpan<char> state, long end)
    {
        var granted = new List<string>();
        var answers = new List<KeyValuePair<string, string?>>();
        for (var i = 0; i < state.Length; i++)
        {
            var purpose = policy.Purposes[i];
            if (state[i] == '1')
            {
                granted.Add(purpose.Id);
                answers.Add(new(purpose.Id, purpose.Scope));
            }
            else if (state[i] == '0')
            {
                answers.Add(new(purpose.Id, null));
            }
        }

        return new SiteGrantHeaders(string.Join(',', granted), tokens.Write(site.Id, answers, end));
    }

    private sealed record Kept(long End, string Revision, ImmutableDictionary<string, SiteGrantHeaders> ByGrant);
}

/// <summary>What a site is told of the visitor's grant.</summary>
/// <param name="Purposes">Ids of the granted purposes, separated by commas.</param>
/// <param name="Token">The grant token.</param>
internal sealed record SiteGrantHeaders(string Purposes, string Token);
