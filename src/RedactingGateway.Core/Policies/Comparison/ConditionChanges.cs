using System.Collections.Immutable;
using RedactingGateway.Core.Protocols.Addresses;
using RedactingGateway.Core.Redaction.Events;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Compares what is asked of events and pages, and where the visitor's address goes: none of it is a field's form.</summary>
internal static class ConditionChanges
{
    public static IEnumerable<PolicyChange> Find(PolicySnapshot before, PolicySnapshot after, ImmutableDictionary<string, string> renamed, ChangeSentences sentences) =>
    [
        .. DestinationPairs.Of(before, after).SelectMany(d => d.Old is null ? [] : OfDestination(d.Old, d.Now, sentences)),
        .. before.Purposes.Join(after.Purposes, p => renamed.GetValueOrDefault(p.Id, p.Id), p => p.Id, (old, now) => (old, now)).SelectMany(p => OfPurpose(before, after, p.old.Id, p.now.Id, sentences)),
        .. Sensitive(Pages(before), Pages(after), "on pages"),
        .. Sensitive(Pages(before, s => s.Queries), Pages(after, s => s.Queries), "on pages with the parameter"),
        .. Sensitive(Pages(before, s => s.Items), Pages(after, s => s.Items), "for products of the category"),
    ];

    private static IEnumerable<PolicyChange> OfDestination(CompiledDestination old, CompiledDestination now, ChangeSentences sentences)
    {
        var (recipient, name) = (sentences.Recipient(now.Recipient), $"destination **{now.Id}**");
        var (dropped, drops) = (Drop(old), Drop(now));
        foreach (var gone in dropped.Where(d => !drops.Exists(n => Covers(n, d))))
        {
            yield return new PolicyChange(ChangeKind.Destination, ChangeDirection.Wider) { Recipient = now.Recipient, From = gone, Sentence = $"Events named **{gone}** now leave to {recipient} by {name}." };
        }

        foreach (var added in drops.Where(d => !dropped.Exists(o => Covers(o, d))))
        {
            yield return new PolicyChange(ChangeKind.Destination, ChangeDirection.Narrower) { Recipient = now.Recipient, To = added, Sentence = $"Events named **{added}** no longer leave to {recipient} by {name}." };
        }

        if (old.ClientAddress != now.ClientAddress)
        {
            var direction = old.ClientAddress is null ? ChangeDirection.Wider : now.ClientAddress is null ? ChangeDirection.Narrower : ChangeDirection.Neutral;
            var sentence = now.ClientAddress is null ? $"The visitor's address is no longer told to {recipient} by {name}." : $"The visitor's address is told to {recipient} in **{now.ClientAddress}** by {name}, in the form that its category may.";
            yield return new PolicyChange(ChangeKind.Destination, direction) { Recipient = now.Recipient, From = old.ClientAddress, To = now.ClientAddress, Sentence = sentence };
        }
    }

    private static IEnumerable<PolicyChange> OfPurpose(PolicySnapshot before, PolicySnapshot after, string old, string now, ChangeSentences sentences)
    {
        foreach (var (of, what) in new (Func<EventConditions, ulong, IEnumerable<string>>, string)[]
        {
            ((c, bit) => c.Events.Where(e => e.Purpose == bit).SelectMany(e => e.Names.Select(n => n.Text)), "events"),
            ((c, bit) => c.Pages.Where(p => p.Purpose == bit).SelectMany(p => p.Paths.Select(x => x.Text)), "pages"),
        })
        {
            // A purpose that no destination had, or has, has no events either.
            if (When(before, old, of) is not { } from || When(after, now, of) is not { } to || from.SetEquals(to))
            {
                continue;
            }

            var narrower = to.Count > 0 && (from.Count == 0 || to.All(t => from.Any(f => Covers(f, t))));
            yield return new PolicyChange(ChangeKind.Purpose, narrower ? ChangeDirection.Narrower : ChangeDirection.Wider)
            {
                Purpose = now,
                From = Words(from, what),
                To = Words(to, what),
                Sentence = $"{sentences.Purpose(now)} is now for **{Words(to, what)}**, it was for {Words(from, what)}.",
            };
        }
    }

    private static IEnumerable<PolicyChange> Sensitive(ImmutableSortedSet<string> old, ImmutableSortedSet<string> now, string where)
    {
        foreach (var gone in old.Except(now))
        {
            yield return new PolicyChange(ChangeKind.Policy, ChangeDirection.Wider) { From = gone, Sentence = $"Purposes that are not essential run again {where} **{gone}**: it is no longer sensitive." };
        }

        foreach (var added in now.Except(old))
        {
            yield return new PolicyChange(ChangeKind.Policy, ChangeDirection.Narrower) { To = added, Sentence = $"Only essential purposes run {where} **{added}**: it is sensitive." };
        }
    }

    private static List<string> Drop(CompiledDestination destination) => [.. (destination.Conditions?.Drop ?? []).Select(d => d.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableSortedSet<string>? When(PolicySnapshot policy, string purpose, Func<EventConditions, ulong, IEnumerable<string>> of) => policy.Destinations
        .SelectMany(d => d.Purposes.Index().Where(p => p.Item.Id == purpose).Select(p => (d.Conditions, Bit: 1UL << p.Index)))
        .Select(d => (d.Conditions is null ? [] : of(d.Conditions, d.Bit)).ToImmutableSortedSet(StringComparer.Ordinal)).FirstOrDefault();

    private static ImmutableSortedSet<string> Pages(PolicySnapshot policy) => Pages(policy, s => s.Paths.Select(p => p.Text));

    // All destinations have the policy's; one that has no condition at all stands for none.
    private static ImmutableSortedSet<string> Pages(PolicySnapshot policy, Func<SensitivePages, IEnumerable<string>> of) =>
        policy.Destinations.Select(d => d.Conditions).OfType<EventConditions>().SelectMany(c => of(c.Sensitive)).ToImmutableSortedSet(StringComparer.OrdinalIgnoreCase);

    private static bool Covers(string pattern, string other) =>
        pattern == other || (pattern.EndsWith("/**", StringComparison.Ordinal) ? other.StartsWith(pattern[..^2], StringComparison.OrdinalIgnoreCase) : !pattern.StartsWith('/') && pattern.Contains('*', StringComparison.Ordinal) && PatternRelation.Contains(pattern, other));

    private static string Words(ImmutableSortedSet<string> names, string what) => names.Count == 0 ? $"all {what}" : $"the {what} {string.Join(", ", names)}";
}
