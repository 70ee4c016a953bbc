namespace RedactingGateway.Core.Notices.Html;

/// <summary>What waits for an element's end.</summary>
/// <param name="Hold">Its bytes, where it is to be removed.</param>
/// <param name="Replacement">What stands in its place.</param>
/// <param name="After">What follows it.</param>
/// <param name="Inserted">Told when that was put in.</param>
/// <param name="Context">Where the element stands.</param>
internal sealed record ElementWatch(HeldOutput.Hold? Hold, ReadOnlyMemory<byte> Replacement, ReadOnlyMemory<byte> After, Action? Inserted, HtmlContext Context);
