using RedactingGateway.Core.Signals;

namespace RedactingGateway.State;

/// <summary>An objection as the stores keep it: for each purpose the time of the newest objection, and the time of the last lift.</summary>
/// <remarks>Only the newest of each counts, so changes may come twice and in any order. At the same moment the objection stays.</remarks>
internal static class ObjectionFields
{
    /// <summary>Stands for everything that can be refused.</summary>
    public const string Everything = "*";

    /// <summary>Stands for the last lift.</summary>
    public const string Lifted = "";

    /// <summary>The fields of an objection.</summary>
    public static IEnumerable<string> Of(Objection objection) => objection.IsToEverything ? [Everything] : objection.Purposes;

    /// <summary>What is left of a subject's fields, or null.</summary>
    public static Objection? Merge(IReadOnlyCollection<KeyValuePair<string, long>> fields)
    {
        if (fields.Count == 0)
        {
            return null;
        }

        var lifted = fields.Where(f => f.Key.Length == 0).Select(f => f.Value).DefaultIfEmpty(long.MinValue).Max();
        var standing = fields.Where(f => f.Key.Length > 0 && f.Value >= lifted).ToList();
        return standing.Count == 0
            ? null
            : new Objection(
                Moment.FromMicroseconds(standing.Max(f => f.Value)),
                standing.Exists(f => f.Key == Everything) ? [] : [.. standing.Select(f => f.Key).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Two subjects of one visitor: what either objected to.</summary>
    public static Objection Join(Objection first, Objection second) => new(
        first.Time > second.Time ? first.Time : second.Time,
        first.IsToEverything || second.IsToEverything
            ? []
            : [.. first.Purposes.Union(second.Purposes, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
}
