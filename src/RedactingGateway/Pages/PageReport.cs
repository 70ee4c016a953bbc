using RedactingGateway.Core.Notices;
using RedactingGateway.Core.Notices.Html;
using RedactingGateway.Core.Notices.Trackers;

namespace RedactingGateway.Pages;

/// <summary>What became of one page.</summary>
/// <param name="Outcome">Whether it was looked at to its end.</param>
/// <param name="Html">What was done to its markup.</param>
/// <param name="Notices">What it said.</param>
/// <param name="Trackers">What became of third-party elements.</param>
internal sealed record PageReport(PageOutcome Outcome, HtmlReport Html, NoticeReport Notices, TrackerReport Trackers);
