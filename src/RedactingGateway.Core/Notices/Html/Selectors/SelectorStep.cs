using RedactingGateway.Core.Notices.Html.Scanning;

namespace RedactingGateway.Core.Notices.Html.Selectors;

/// <summary>One compound of a selector (<c>div.a[b]</c>) and how it hangs on the one before it.</summary>
/// <param name="Name">The element's name; null: any.</param>
/// <param name="Tests">What its attributes must be.</param>
/// <param name="IsFirst">Nothing stands before it.</param>
/// <param name="IsChild">The compound before it must match the parent; else any ancestor.</param>
/// <param name="IsLast">The selector ends here.</param>
internal sealed record SelectorStep(TagName? Name, AttributeTest[] Tests, bool IsFirst, bool IsChild, bool IsLast);
