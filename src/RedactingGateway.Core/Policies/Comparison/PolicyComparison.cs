using System.Collections.Immutable;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>What lies between two policies: their effects are compared, not their texts.</summary>
/// <param name="Changes">What changes: wider first, each part by recipient and purpose.</param>
/// <param name="Consents">Consents that the new policy voids.</param>
public sealed record PolicyComparison(ImmutableArray<PolicyChange> Changes, ImmutableArray<VoidedConsent> Consents)
{
    /// <summary>Whether more leaves than before, to more recipients, or from more people.</summary>
    public bool Widens => Changes.Any(c => c.Direction == ChangeDirection.Wider);

    /// <summary>Whether the policies do the same.</summary>
    public bool IsEmpty => Changes.IsEmpty && Consents.IsEmpty;

    /// <summary>Compares.</summary>
    public static PolicyComparison Compare(PolicySnapshot before, PolicySnapshot after)
    {
        var (old, now) = (Disclosures.Of(before), Disclosures.Of(after));
        var renamed = PurposeRenames.Find(before, after, old, now);
        var consents = VoidedConsents(before, after, renamed);
        var sentences = new ChangeSentences(before, after, [.. consents.Select(c => c.Purpose)]);
        List<PolicyChange> changes =
        [
            .. DisclosureChanges(old, now, renamed, sentences),
            .. FieldChanges(old, now, sentences),
            .. FactChanges.Find(before, after, renamed, sentences),
            .. ConditionChanges.Find(before, after, renamed, sentences),
            .. ReachChanges.Find(before, after, sentences),
        ];
        return new PolicyComparison([.. changes.OrderBy(c => c.Direction).ThenBy(c => c.Kind).ThenBy(c => c.Recipient, StringComparer.Ordinal).ThenBy(c => c.Purpose, StringComparer.Ordinal).ThenBy(c => c.Sentence, StringComparer.Ordinal)], consents);
    }

    private static IEnumerable<PolicyChange> DisclosureChanges(Disclosures old, Disclosures now, ImmutableDictionary<string, string> renamed, ChangeSentences sentences)
    {
        var before = old.Forms.ToDictionary(f => f.Key with { Purpose = renamed.GetValueOrDefault(f.Key.Purpose, f.Key.Purpose) }, f => f.Value);
        var single = before.Keys.Union(now.Forms.Keys)
            .Select(key => (Key: key, Change: Change(before.GetValueOrDefault(key), now.Forms.GetValueOrDefault(key))))
            .Where(c => c.Change is not null)
            .Select(c => (c.Key, Change: c.Change!.Value));

        // The same for several visitors is one sentence, the same for several categories too.
        return single.GroupBy(c => (c.Key.Recipient, c.Key.Purpose, c.Key.Category, c.Change), c => c.Key.Visitor)
            .Select(g => (g.Key, Visitors: (ImmutableArray<VisitorSituation>)[.. g.Order()]))
            .GroupBy(g => (g.Key.Recipient, g.Key.Purpose, g.Key.Change, Visitors: string.Join(',', g.Visitors)))
            .Select(g => new PolicyChange(g.Key.Change.Kind, g.Key.Change.Direction)
            {
                Recipient = g.Key.Recipient,
                Purpose = g.Key.Purpose,
                Categories = [.. g.Select(c => c.Key.Category).Order(StringComparer.Ordinal)],
                From = g.Key.Change.From,
                To = g.Key.Change.To,
                Visitors = g.First().Visitors,
                Sentence = "",
            })
            .Select(c => c with { Sentence = sentences.Of(c) });
    }

    private static (ChangeKind Kind, ChangeDirection Direction, string? From, string? To)? Change(Dictionary<string, Treatment>? old, Dictionary<string, Treatment>? now)
    {
        var (from, to) = (Words(old), Words(now));
        if (from == to)
        {
            return null;
        }

        if (old is null || now is null)
        {
            return old is null ? (ChangeKind.Gained, ChangeDirection.Wider, null, to) : (ChangeKind.Lost, ChangeDirection.Narrower, from, null);
        }

        // Forms of fewer fields are no news, however few of them remain.
        var isNarrower = now.All(n => old.ContainsKey(n.Key) || old.Values.Any(n.Value.RevealsAtMost));
        return (ChangeKind.Form, isNarrower ? ChangeDirection.Narrower : ChangeDirection.Wider, from, to);
    }

    private static string? Words(Dictionary<string, Treatment>? forms) =>
        forms is null ? null : string.Join(" or ", forms.Keys.Order(StringComparer.Ordinal));

    private static IEnumerable<PolicyChange> FieldChanges(Disclosures old, Disclosures now, ChangeSentences sentences)
    {
        foreach (var ((recipient, category), fields) in now.Fields)
        {
            if (old.Fields.TryGetValue((recipient, category), out var before) && fields.Except(before, StringComparer.Ordinal).ToList() is { Count: > 0 } further)
            {
                yield return new PolicyChange(ChangeKind.Fields, ChangeDirection.Wider)
                {
                    Recipient = recipient,
                    Categories = [category],
                    To = string.Join(", ", further),
                    Sentence = sentences.Fields(recipient, category, further),
                };
            }
        }
    }

    private static ImmutableArray<VoidedConsent> VoidedConsents(PolicySnapshot before, PolicySnapshot after, ImmutableDictionary<string, string> renamed)
    {
        var scopes = before.Purposes.Where(p => p.NeedsConsent).ToDictionary(p => renamed.GetValueOrDefault(p.Id, p.Id), p => p, StringComparer.Ordinal);
        return
        [
            .. after.Purposes.Where(p => p.NeedsConsent && scopes.TryGetValue(p.Id, out var old) && (old.Scope != p.Scope || old.Id != p.Id))
                .Select(p => new VoidedConsent(p.Id, ChangeSentences.Title(p), scopes[p.Id].Id == p.Id ? null : scopes[p.Id].Id)),
        ];
    }
}

/// <summary>Consents that cover a purpose no more; who gave them is asked again.</summary>
/// <param name="Purpose">Key of the purpose.</param>
/// <param name="Title">Its title.</param>
/// <param name="RenamedFrom">Its key before, where that is what voids them.</param>
public sealed record VoidedConsent(string Purpose, string Title, string? RenamedFrom);
