namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>What is wrong with a selector.</summary>
/// <param name="Message">In words.</param>
/// <param name="Column">Where, from 1, in UTF-16 units.</param>
public sealed record HtmlSelectorError(string Message, int Column);
