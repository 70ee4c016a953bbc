namespace RedactingGateway.Core.Notices.Html.Trees;

/// <summary>A watched element that has ended.</summary>
/// <param name="Watch">What waited for it.</param>
/// <param name="AfterTag">It ends with the current tag, not right before it.</param>
/// <param name="IsCrossed">Elements that were opened in it are still open.</param>
internal readonly record struct ClosedElement(int Watch, bool AfterTag, bool IsCrossed);
