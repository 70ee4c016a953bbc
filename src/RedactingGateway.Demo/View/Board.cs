namespace RedactingGateway.Demo.View;

/// <summary>What the demo's page shows, in the reader's language; the browser only puts it into place.</summary>
/// <param name="Headline">What became of the visit shown, in one sentence.</param>
/// <param name="Detail">The same in numbers.</param>
/// <param name="Where">Which visit it is.</param>
/// <param name="Visit">Number of the visit, or 0: none yet.</param>
/// <param name="Total">Fields by outcome.</param>
/// <param name="Visitors">The visitors one can be, with what became of the same requests.</param>
/// <param name="Requests">The visit's requests.</param>
/// <param name="Earlier">Visits before.</param>
internal sealed record Board(
    string Headline,
    string Detail,
    string Where,
    int Visit,
    Outcomes Total,
    IReadOnlyList<VisitorCard> Visitors,
    IReadOnlyList<RequestCard> Requests,
    IReadOnlyList<EarlierVisit> Earlier);

/// <summary>Fields by outcome.</summary>
internal sealed record Outcomes(int Kept, int Treated, int Withheld);

/// <summary>One of the visitors that one can be.</summary>
internal sealed record VisitorCard(string Code, bool IsCurrent, string Result, Outcomes? Outcomes);

/// <summary>One request.</summary>
internal sealed record RequestCard(
    int Id, string Title, string Line, string Verdict, bool HasLeft, Outcomes Outcomes, IReadOnlyList<FieldGroup> Groups, string Sent, string Received);

/// <summary>The fields of one outcome: <c>withheld</c>, <c>treated</c> or <c>kept</c>.</summary>
internal sealed record FieldGroup(string Outcome, string Title, IReadOnlyList<FieldRow> Rows, string? Unlisted);

/// <summary>One field.</summary>
/// <param name="Label">What it is, in words.</param>
/// <param name="Address">Where it stands in the request.</param>
/// <param name="Sent">Value that the client sent.</param>
/// <param name="Received">Value that the vendor received, or null: none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Form">In which form, or null.</param>
/// <param name="Rule">The line that decides, or null.</param>
/// <param name="RuleAddress">Where that line can be read, or null.</param>
/// <param name="IsTechnical">Whether it is listed on demand only.</param>
/// <param name="Warning">What does not fit between decision and recording, or null.</param>
internal sealed record FieldRow(
    string Label, string Address, string Sent, string? Received, string Reason, string? Form, string? Rule, string? RuleAddress, bool IsTechnical, string? Warning);

/// <summary>A visit before the one shown.</summary>
internal sealed record EarlierVisit(string Time, string Where, string Result);
