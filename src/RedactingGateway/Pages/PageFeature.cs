using RedactingGateway.Core.Notices;

namespace RedactingGateway.Pages;

/// <summary>A request for a page of a site, on its way back.</summary>
/// <param name="Context">The page and its visitor.</param>
/// <param name="Plan">What it is scanned for.</param>
/// <param name="Variant">Names what this visitor's page has in common with others': equal variants of one page are equal.</param>
internal sealed record PageFeature(PageContext Context, PagePlan Plan, string Variant);
