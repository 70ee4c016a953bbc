using System.Collections.Immutable;
using System.Globalization;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Demo.Texts;
using RedactingGateway.Demo.Visitors;
using RedactingGateway.Demo.Watching;

namespace RedactingGateway.Demo.View;

/// <summary>Puts the last visits into words.</summary>
internal static class BoardWriter
{
    public static Board Write(ImmutableArray<(Visit Visit, ImmutableArray<WatchedRequest> Requests)> visits, Visitor current, Words words)
    {
        if (visits.IsEmpty)
        {
            return new Board(
                words["board.empty"], words["board.empty.detail"], "", 0, new Outcomes(0, 0, 0), [.. Cards(default, visits, current, words)], [], []);
        }

        var (visit, requests) = visits[0];
        var total = Count(requests);
        return new Board(
            Headline(requests, words),
            Detail(requests, total, words),
            Where(visit, words),
            visit.Id,
            total,
            [.. Cards(visit.Original, visits, current, words)],
            [.. requests.OrderBy(static r => r.Id).Select(r => RequestWriter.Write(r, words))],
            [.. visits.Skip(1).Select(v => new EarlierVisit(
                v.Visit.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), Where(v.Visit, words), Headline(v.Requests, words)))]);
    }

    private static IEnumerable<VisitorCard> Cards(
        Visit? original, ImmutableArray<(Visit Visit, ImmutableArray<WatchedRequest> Requests)> visits, Visitor current, Words words)
    {
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var code = Code(visitor);
            var same = visits.FirstOrDefault(v => v.Visit.Original == original && v.Visit.Visitor == visitor).Requests;
            if (same.IsDefault)
            {
                yield return new VisitorCard(code, visitor == current, words["card.untried"], Outcomes: null);
                continue;
            }

            var counts = Count(same);
            var left = counts.Kept + counts.Treated;
            var result = left == 0 ? words["card.nothing"] : words.Format("card.left", left, left + counts.Withheld);
            yield return new VisitorCard(code, visitor == current, result, counts);
        }
    }

    public static string Code(Visitor visitor) => visitor switch
    {
        Visitor.Accepted => "accepted",
        Visitor.Refused => "refused",
        Visitor.Gpc => "gpc",
        _ => "new",
    };

    private static string Headline(ImmutableArray<WatchedRequest> requests, Words words)
    {
        var recipients = requests.Where(static r => r.Received is not null).Select(static r => r.Destination.RecipientName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var total = Count(requests);
        return recipients.Count == 0
            ? words["board.nothing"]
            : words.Format("board.left", total.Kept + total.Treated, total.Kept + total.Treated + total.Withheld, string.Join(words["and"], recipients));
    }

    private static string Detail(ImmutableArray<WatchedRequest> requests, Outcomes total, Words words)
    {
        var sent = words.Format("board.sent", words.Count("fields", total.Kept + total.Treated + total.Withheld), words.Count("requests", requests.Length));
        var refusals = requests.Where(static r => r.Received is null).Select(static r => r.Refusal).Distinct().ToList();
        return refusals is [var one] && requests.All(static r => r.Received is null)
            ? $"{sent} {words.Format("board.why", words["reason." + one.Code()])}"
            : $"{sent} {words.Format("board.outcomes", total.Kept, total.Treated, total.Withheld)}";
    }

    private static string Where(Visit visit, Words words) =>
        words.Format("where." + visit.Kind.ToString(), visit.Path, words[$"visitor.{Code(visit.Visitor)}.as"]);

    // Only what the vendor really recorded counts as having left.
    private static Outcomes Count(ImmutableArray<WatchedRequest> requests) => new(
        requests.Sum(static r => r.Count(FieldOutcome.Kept)),
        requests.Sum(static r => r.Count(FieldOutcome.Treated)),
        requests.Sum(static r => r.Count(FieldOutcome.Dropped)));
}
