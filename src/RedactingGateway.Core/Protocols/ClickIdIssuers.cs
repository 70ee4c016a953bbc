using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Protocols;

/// <summary>Which vendor issues which click id; a page's address carries it to no other (rule: click ids to their issuer only).</summary>
/// <param name="issuers">Names in lower case and the vendors that issue them.</param>
internal sealed class ClickIdIssuers(ILookup<string, string> issuers)
{
    /// <summary>What the taxonomy and all dictionaries say, also those that no destination uses.</summary>
    public static ClickIdIssuers Of(DataTaxonomy taxonomy, IEnumerable<VendorFacts> vendors) =>
        new(taxonomy.ClickIds
            .Concat(vendors.SelectMany(v => v.ClickIds.Select(id => KeyValuePair.Create(id, v.Vendor))))
            .ToLookup(i => i.Key.ToLowerInvariant(), i => i.Value, StringComparer.Ordinal));

    /// <summary>Click ids that <paramref name="vendor"/> does not issue.</summary>
    public ClickIdSet ForeignTo(string vendor) => new(issuers.Where(i => !i.Contains(vendor)).Select(i => i.Key));
}
