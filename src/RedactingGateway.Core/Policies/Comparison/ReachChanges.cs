using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Compares where data goes and who may let it go: hosts, whole destinations, what leaves with any purpose, who says what visitors chose.</summary>
internal static class ReachChanges
{
    public static IEnumerable<PolicyChange> Find(PolicySnapshot before, PolicySnapshot after, ChangeSentences sentences) =>
    [
        .. DestinationPairs.Of(before, after).SelectMany(pair => pair.Old is null ? New(before, pair.Now, sentences) : Hosts(pair.Old, pair.Now, sentences)),
        .. Structural(before, after, sentences),
        .. before.Sites.Join(after.Sites, s => s.Id, s => s.Id, (old, now) => (old, now)).Where(s => s.old.Choices != s.now.Choices).Select(s => Choices(s.old, s.now)),
    ];

    // Another destination for a recipient of before. Where it does nothing that those before did not, it is no news.
    private static IEnumerable<PolicyChange> New(PolicySnapshot before, CompiledDestination now, ChangeSentences sentences)
    {
        var known = before.Destinations.Where(d => d.Recipient == now.Recipient && d.Mode == DestinationMode.Enforce).ToList();
        if (known.Count == 0 || now.Mode != DestinationMode.Enforce)
        {
            yield break; // A recipient that is new is told of by what it gets.
        }

        List<string> news =
        [
            .. Authorities(now).Except(known.SelectMany(Authorities), StringComparer.Ordinal).Select(a => $"sends to **{a}**"),
            .. known.All(d => (now.Trust & ~d.Trust) != SignalTrust.None)
                ? [$"believes these payload signals when they grant: **{JsonNamingPolicy.CamelCase.ConvertName(now.Trust.ToString())}**"] : (IEnumerable<string>)[],
            .. now.ClientAddress is not null && known.All(d => d.ClientAddress is null) ? [$"tells the visitor's address in **{now.ClientAddress}**"] : (IEnumerable<string>)[],
            .. known.Select(DroppedBy).Aggregate((a, b) => [.. a.Intersect(b, StringComparer.Ordinal)]).Except(DroppedBy(now), StringComparer.Ordinal).Select(e => $"lets events named **{e}** leave"),
        ];
        if (news.Count > 0)
        {
            yield return Destination(now, ChangeDirection.Wider, null, string.Join("; ", news), $"Destination **{now.Id}** ({sentences.Recipient(now.Recipient)}) is new: it {string.Join(", ", news)}.");
        }
    }

    private static IEnumerable<PolicyChange> Hosts(CompiledDestination old, CompiledDestination now, ChangeSentences sentences)
    {
        var name = $"Destination **{now.Id}** ({sentences.Recipient(now.Recipient)})";
        var told = now.Hosts.Where(h => old.Hosts.TryGetValue(h.Key, out var from) && from.Authority != h.Value.Authority).Select(h => h.Value.Authority).ToList();
        foreach (var added in Authorities(now).Except(Authorities(old), StringComparer.Ordinal).Except(told, StringComparer.Ordinal))
        {
            yield return Destination(now, ChangeDirection.Wider, null, added, $"{name} also sends to **{added}**.");
        }

        var replaced = old.Hosts.Where(h => now.Hosts.TryGetValue(h.Key, out var to) && to.Authority != h.Value.Authority).Select(h => h.Value.Authority);
        foreach (var gone in Authorities(old).Except(Authorities(now), StringComparer.Ordinal).Except(replaced, StringComparer.Ordinal))
        {
            yield return Destination(now, ChangeDirection.Narrower, gone, null, $"{name} no longer sends to **{gone}**.");
        }
    }

    // Fields without a category leave with any purpose, in their set of values: a larger set carries more.
    private static IEnumerable<PolicyChange> Structural(PolicySnapshot before, PolicySnapshot after, ChangeSentences sentences)
    {
        var (old, now) = (Structural(before), Structural(after));
        foreach (var (key, fields) in now)
        {
            if (!old.TryGetValue(key, out var known))
            {
                continue; // A protocol that is new is told of by its categories.
            }

            var wider = fields.Where(f => known.GetValueOrDefault(f.Key) != f.Value).Select(f => $"{f.Key} ({f.Value})").ToList();
            if (wider.Count > 0)
            {
                yield return new PolicyChange(ChangeKind.Fields, ChangeDirection.Wider)
                {
                    Recipient = key.Recipient,
                    To = string.Join(", ", wider),
                    Sentence = $"{sentences.Recipient(key.Recipient)} newly receives, with any purpose, what stands in **{string.Join("**, **", wider)}**.",
                };
            }

            var gone = known.Keys.Except(fields.Keys, StringComparer.Ordinal).ToList();
            if (gone.Count > 0)
            {
                yield return new PolicyChange(ChangeKind.Fields, ChangeDirection.Narrower)
                {
                    Recipient = key.Recipient,
                    From = string.Join(", ", gone),
                    Sentence = $"{sentences.Recipient(key.Recipient)} no longer receives with any purpose what stands in **{string.Join("**, **", gone)}**.",
                };
            }
        }
    }

    private static Dictionary<(string Recipient, string Protocol), ImmutableSortedDictionary<string, string>> Structural(PolicySnapshot policy) => policy.Destinations
        .Where(d => d.Mode == DestinationMode.Enforce)
        .GroupBy(d => (d.Recipient, d.Protocol))
        .ToDictionary(g => g.Key, g => g.SelectMany(d => d.Endpoints).SelectMany(e => e.Fields).Where(f => f.Structural)
            .GroupBy(f => f.Address.ToString()!, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(f => f.Key, f => string.Join("; ", f.Select(x => x.Space?.Description ?? "anything").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), StringComparer.Ordinal));

    private static PolicyChange Choices(CompiledSite old, CompiledSite now) =>
        new(ChangeKind.Policy, now.Choices == default ? ChangeDirection.Narrower : ChangeDirection.Wider)
        {
            From = Word(old),
            To = Word(now),
            Sentence = $"On **{now.Id}** what visitors chose is said by **{Word(now)}**, no longer by {Word(old)}.",
        };

    private static string Word(CompiledSite site) => JsonNamingPolicy.CamelCase.ConvertName(site.Choices.ToString());

    private static IEnumerable<string> Authorities(CompiledDestination destination) =>
        destination.Hosts.Values.Concat(destination.Reached.Values.SelectMany(h => h.Addresses)).Select(a => a.Authority).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static IEnumerable<string> DroppedBy(CompiledDestination destination) => (destination.Conditions?.Drop ?? []).Select(d => d.Text);

    private static PolicyChange Destination(CompiledDestination destination, ChangeDirection direction, string? from, string? to, string sentence) =>
        new(ChangeKind.Destination, direction) { Recipient = destination.Recipient, From = from, To = to, Sentence = sentence };
}
