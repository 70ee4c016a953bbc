using System.Collections.Immutable;
using System.Text.Json;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Compares what is said of recipients, purposes and destinations that both policies have.</summary>
internal sealed class FactChanges
{
    private readonly List<PolicyChange> _changes = [];
    private readonly ChangeSentences _sentences;

    private FactChanges(ChangeSentences sentences) => _sentences = sentences;

    public static List<PolicyChange> Find(PolicySnapshot before, PolicySnapshot after, ImmutableDictionary<string, string> renamed, ChangeSentences sentences)
    {
        var facts = new FactChanges(sentences);
        foreach (var (old, now) in before.Recipients.Join(after.Recipients, r => r.Id, r => r.Id, (old, now) => (old, now)))
        {
            facts.Compare(old, now);
        }

        foreach (var (old, now) in before.Purposes.Join(after.Purposes, p => renamed.GetValueOrDefault(p.Id, p.Id), p => p.Id, (old, now) => (old, now)))
        {
            facts.Compare(old, now);
            var (gpcBefore, gpcNow) = (RefusedBy(before, old.Id), RefusedBy(after, now.Id));
            foreach (var recipient in gpcBefore.Keys.Intersect(gpcNow.Keys, StringComparer.Ordinal).Where(r => gpcBefore[r] != gpcNow[r]))
            {
                facts.Purpose(
                    now.Id, gpcNow[recipient] ? ChangeDirection.Narrower : ChangeDirection.Wider, Word(gpcBefore[recipient]), Word(gpcNow[recipient]),
                    $"Global Privacy Control {(gpcNow[recipient] ? "now" : "no longer")} refuses {sentences.Purpose(now.Id)} by {sentences.Recipient(recipient)}.");
            }
        }

        foreach (var (old, now) in DestinationPairs.Of(before, after))
        {
            if (old is not null)
            {
                facts.Compare(old, now);
            }
        }

        facts.CompareOutside(before, after);
        return facts._changes;
    }

    private void Compare(CompiledRecipient old, CompiledRecipient now)
    {
        var name = _sentences.Recipient(now.Id);
        Recipient(now.Id, ChangeDirection.Wider, old.Country, now.Country, $"{name} is now in **{now.Country}**, not {old.Country}.");
        foreach (var country in now.Transfers.Select(t => t.Country).Union(old.Transfers.Select(t => t.Country), StringComparer.Ordinal))
        {
            var (from, to) = (Safeguards(old, country), Safeguards(now, country));
            var (direction, sentence) = (from, to) switch
            {
                (null, _) => (ChangeDirection.Wider, $"{name} newly transfers data to **{country}** (safeguard: {to})."),
                (_, null) => (ChangeDirection.Narrower, $"{name} no longer transfers data to {country}."),

                // Which of two safeguards is the better one is a question for people; none at all is the worst.
                _ => (from == "none" ? ChangeDirection.Narrower : ChangeDirection.Wider, $"What protects data that {name} transfers to {country} is now **{to}**, not {from}."),
            };
            Recipient(now.Id, direction, from, to, sentence);
        }

        Recipient(
            now.Id, now.Role > old.Role ? ChangeDirection.Wider : ChangeDirection.Narrower, Word(old.Role), Word(now.Role),
            $"{name} is now a **{Word(now.Role)}**, no longer a {Word(old.Role)}.");
        Recipient(
            now.Id, now.ReusesForOwnPurposes ? ChangeDirection.Wider : ChangeDirection.Narrower, Reuse(old), Reuse(now),
            now.ReusesForOwnPurposes ? $"{name} may now use the data **for purposes of its own**." : $"{name} no longer uses the data for purposes of its own.");
        Recipient(now.Id, ChangeDirection.Neutral, old.Name, now.Name, $"{name} was named {old.Name}.");
        Recipient(now.Id, ChangeDirection.Neutral, old.Retention, now.Retention, $"{name} keeps the data for **{now.Retention}**, it was {old.Retention}.");
    }

    private void Compare(CompiledPurpose old, CompiledPurpose now)
    {
        var title = _sentences.Purpose(now.Id);
        if (old.Id != now.Id)
        {
            Purpose(now.Id, ChangeDirection.Neutral, old.Id, now.Id, $"{title} has another key, {now.Id} and not {old.Id}; what it does is the same.");
        }

        Purpose(
            now.Id, old.NeedsConsent && !now.NeedsConsent ? ChangeDirection.Wider : !old.NeedsConsent && now.NeedsConsent ? ChangeDirection.Narrower : ChangeDirection.Neutral, Word(old.Basis),
            Word(now.Basis), $"{title} rests on **{Word(now.Basis)}**, no longer on {Word(old.Basis)}.");
        Purpose(
            now.Id, now.StrictlyNecessary ? ChangeDirection.Wider : ChangeDirection.Narrower, Device(old), Device(now),
            now.StrictlyNecessary ? $"{title} now reads from devices **without consent** (strictlyNecessary)." : $"{title} no longer reads from devices without consent.");
        Purpose(now.Id, ChangeDirection.Neutral, old.Use, now.Use, $"{title} is now used for **{now.Use}**, not {old.Use}.");
        Purpose(now.Id, IsSubset(old.Regions, now.Regions), Regions(old), Regions(now), $"{title} is now for visitors of **{Regions(now)}**, not of {Regions(old)}.");
        Purpose(
            now.Id, ChangeDirection.Neutral, string.Join(", ", old.Tcf.Order()), string.Join(", ", now.Tcf.Order()),
            $"{title} now stands for the TCF purposes **{(now.Tcf.IsEmpty ? "(none)" : string.Join(", ", now.Tcf.Order()))}**.");
    }

    private void Compare(CompiledDestination old, CompiledDestination now)
    {
        var name = $"Destination **{now.Id}**";
        var recipient = _sentences.Recipient(now.Recipient);
        foreach (var (key, host) in now.Hosts)
        {
            // A host of a new key is told of by ReachChanges, if its address is new too.
            if (old.Hosts.GetValueOrDefault(key)?.Authority is { } from)
            {
                Destination(now, ChangeDirection.Wider, from, host.Authority, $"{name} ({recipient}) sends to **{host.Authority}**, no longer to {from}.");
            }
        }

        Destination(
            now, (now.Trust & ~old.Trust) != SignalTrust.None ? ChangeDirection.Wider : ChangeDirection.Narrower, Word(old.Trust), Word(now.Trust),
            $"{name} believes these payload signals when they grant: **{Word(now.Trust)}**; it was {Word(old.Trust)}.");
        Destination(
            now, now.Mode == DestinationMode.Enforce ? ChangeDirection.Wider : ChangeDirection.Narrower, Word(old.Mode), Word(now.Mode),
            now.Mode == DestinationMode.Enforce ? $"{name} ({recipient}) is **enforced**: what is allowed now leaves." : $"{name} ({recipient}) is in shadow mode: nothing leaves to it.");
    }

    private void CompareOutside(PolicySnapshot before, PolicySnapshot after)
    {
        foreach (var added in after.Outside.ExceptBy(before.Outside.Select(o => o.Name), o => o.Name, StringComparer.Ordinal))
        {
            _changes.Add(new PolicyChange(ChangeKind.Outside, ChangeDirection.Wider)
            {
                To = added.Name,
                Sentence = $"**{added.Name}** ({added.Country}) is newly said to receive data outside of the gateway.",
            });
        }

        foreach (var gone in before.Outside.ExceptBy(after.Outside.Select(o => o.Name), o => o.Name, StringComparer.Ordinal))
        {
            _changes.Add(new PolicyChange(ChangeKind.Outside, ChangeDirection.Narrower)
            {
                From = gone.Name,
                Sentence = $"**{gone.Name}** ({gone.Country}) is no longer said to receive data outside of the gateway.",
            });
        }
    }

    private void Recipient(string id, ChangeDirection direction, string? from, string? to, string sentence)
    {
        if (from != to)
        {
            _changes.Add(new PolicyChange(ChangeKind.Recipient, direction) { Recipient = id, From = from, To = to, Sentence = sentence });
        }
    }

    private void Purpose(string id, ChangeDirection direction, string from, string to, string sentence)
    {
        if (from != to)
        {
            _changes.Add(new PolicyChange(ChangeKind.Purpose, direction) { Purpose = id, From = from, To = to, Sentence = sentence });
        }
    }

    private void Destination(CompiledDestination destination, ChangeDirection direction, string? from, string to, string sentence)
    {
        if (from != to)
        {
            _changes.Add(new PolicyChange(ChangeKind.Destination, direction) { Recipient = destination.Recipient, From = from, To = to, Sentence = sentence });
        }
    }

    private static Dictionary<string, bool> RefusedBy(PolicySnapshot policy, string purpose) => policy.Destinations
        .SelectMany(d => d.Purposes.Where(p => p.Id == purpose).Select(p => (d.Recipient, p.RefusedByGpc)))
        .DistinctBy(p => p.Recipient, StringComparer.Ordinal).ToDictionary(p => p.Recipient, p => p.RefusedByGpc, StringComparer.Ordinal);

    // No region at all means everybody.
    private static ChangeDirection IsSubset(ImmutableArray<string> old, ImmutableArray<string> now) =>
        !now.IsEmpty && (old.IsEmpty || now.All(r => old.Contains(r, StringComparer.Ordinal))) ? ChangeDirection.Narrower : ChangeDirection.Wider;

    private static string Regions(CompiledPurpose purpose) => purpose.Regions.IsEmpty ? "all regions" : string.Join(", ", purpose.Regions.Order(StringComparer.Ordinal));

    private static string? Safeguards(CompiledRecipient recipient, string country)
    {
        var all = recipient.Transfers.Where(t => t.Country == country).Select(t => t.Safeguard is { } safeguard ? Word(safeguard) : "none").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null : string.Join(", ", all);
    }

    private static string Reuse(CompiledRecipient recipient) => recipient.ReusesForOwnPurposes ? "ownPurposes" : "none";

    private static string Device(CompiledPurpose purpose) => purpose.StrictlyNecessary ? "strictlyNecessary" : "consent";

    private static string Word<T>(T value)
        where T : notnull => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!);
}
