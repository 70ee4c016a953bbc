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

    // 1,024 characters: a hundred destinations with ten purposes each.
    private const int MaxStateOnStack = 1024;

    private volatile Kept _kept = new(0, "", ImmutableDictionary<string, SiteGrantHeaders>.Empty);

    public async ValueTask RunAsync(HttpContext context, GatewayFeature gateway)
    {
        if (gateway.Site is not { } site)
        {
            return;
        }

        // A token speaks for events, not for pages: a page that was asked for with one would give the next, without end.
        gateway.Signals = await envelope.ReadAsync(context, gateway) with { Token = null };
        gateway.SiteGrant = HeadersOf(site, gateway.Policy, gateway.Signals);
    }

    private SiteGrantHeaders HeadersOf(CompiledSite site, PolicySnapshot policy, in VisitorSignals signals)
    {
        // One character a purpose: granted, refused, or lacking a yes. Then one for each purpose of each destination.
        var length = policy.Purposes.Length + policy.Destinations.Sum(static d => d.Purposes.Length);
        var state = length <= MaxStateOnStack ? stackalloc char[length] : new char[length];
        var position = 0;
        foreach (var purpose in policy.Purposes)
        {
            var reason = Grant.ForSite(purpose, signals);
            state[position++] = reason.IsGranted() ? '1' : reason.IsRefusal() ? '0' : '-';
        }

        foreach (var destination in policy.Destinations)
        {
            var granted = Grant.Decide(destination, signals).Purposes;
            for (var i = 0; i < destination.Purposes.Length; i++)
            {
                state[position++] = (granted >> i & 1) != 0 ? '1' : '0';
            }
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
        for (var i = 0; i < policy.Purposes.Length; i++)
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

        answers.AddRange(RefusedByRecipient(policy, granted, state[policy.Purposes.Length..].ToString()));
        return new SiteGrantHeaders(string.Join(',', granted), tokens.Write(site.Id, answers, end));
    }

    // A purpose that the visitor permits, and not for every recipient: one was refused, is no vendor of the TC string, or reuses what it gets.
    private static IEnumerable<KeyValuePair<string, string?>> RefusedByRecipient(PolicySnapshot policy, List<string> granted, string state) => policy.Destinations
        .SelectMany(static d => d.Purposes, static (d, p) => (Purpose: p.Id, d.Recipient))
        .Zip(state)
        .Where(pair => pair.Second == '0' && granted.Contains(pair.First.Purpose))
        .Select(static pair => pair.First)
        .Distinct()
        .Select(static refused => ChosenScopes.Refusal(refused.Purpose, refused.Recipient));

    private sealed record Kept(long End, string Revision, ImmutableDictionary<string, SiteGrantHeaders> ByGrant);
}

/// <summary>What a site is told of the visitor's grant.</summary>
/// <param name="Purposes">Ids of the granted purposes, separated by commas.</param>
/// <param name="Token">The grant token.</param>
internal sealed record SiteGrantHeaders(string Purposes, string Token);
