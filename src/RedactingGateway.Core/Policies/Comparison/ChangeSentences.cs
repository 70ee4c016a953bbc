using System.Collections.Immutable;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>Says changes in English, with the names that people are told.</summary>
/// <param name="before">The old policy.</param>
/// <param name="after">The new one.</param>
/// <param name="voided">Purposes whose earlier consents the new policy voids.</param>
internal sealed class ChangeSentences(PolicySnapshot before, PolicySnapshot after, ImmutableHashSet<string> voided)
{
    private const string Language = "en";

    private static readonly int Situations = Enum.GetValues<VisitorSituation>().Length;

    public static string Title(CompiledPurpose purpose) => Text(purpose.Title) ?? purpose.Id;

    public string Of(PolicyChange change)
    {
        var categories = List(change.Categories.Select(Category));
        var purpose = Purpose(change.Purpose!);
        var from = From(change.Visitors);
        var sentence = change.Kind switch
        {
            ChangeKind.Gained => $"{Recipient(change.Recipient!)} newly receives {categories} **{change.To}** for {purpose} {from}.",
            ChangeKind.Lost => $"{Recipient(change.Recipient!)} no longer receives {categories} for {purpose} {from}.",
            _ => $"{Recipient(change.Recipient!)} now receives {categories} **{change.To}**, no longer {change.From}, for {purpose} {from}.",
        };
        return change.Direction == ChangeDirection.Wider && voided.Contains(change.Purpose!)
            ? $"{sentence} Earlier consents do not cover this: they will be asked again."
            : sentence;
    }

    public string Fields(string recipient, string category, IReadOnlyList<string> fields) =>
        $"{Recipient(recipient)} receives {Category(category)} from further fields: {string.Join(", ", fields)}.";

    public string Recipient(string id)
    {
        var known = after.Recipients.FirstOrDefault(r => r.Id == id) ?? before.Recipients.FirstOrDefault(r => r.Id == id);
        return known is null ? $"**{id}**" : $"**{known.Name}** ({Route(known)})";
    }

    public string Purpose(string id) => id.Length == 0
        ? "no purpose, in place of what may not leave (otherwise: hash),"
        : $"**{Title(after.Purposes.FirstOrDefault(p => p.Id == id) ?? before.Purposes.First(p => p.Id == id))}**";

    /// <summary>Country, and where data goes from there: <c>IE→US</c>.</summary>
    public static string Route(CompiledRecipient recipient) =>
        recipient.Transfers.IsEmpty ? recipient.Country : $"{recipient.Country}→{string.Join(", ", recipient.Transfers.Select(t => t.Country).Distinct(StringComparer.Ordinal))}";

    public static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count <= 1 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }

    private string Category(string key) =>
        (after.CategoryNames.TryGetValue(key, out var names) ? Text(names) : null) is { } name ? $"**{name}** ({key})" : $"**{key}**";

    private static string From(ImmutableArray<VisitorSituation> visitors) => visitors.Length == Situations
        ? "from every visitor"
        : $"from {List(visitors.Select(v => v switch
        {
            VisitorSituation.New => "visitors who have not chosen",
            VisitorSituation.Accepted => "visitors who accepted",
            VisitorSituation.Refused => "visitors who refused",
            VisitorSituation.Gpc => "visitors with Global Privacy Control",
            _ => "minors",
        }))}";

    private static string? Text(ImmutableSortedDictionary<string, string> texts) => texts.GetValueOrDefault(Language) ?? texts.Values.FirstOrDefault();
}
