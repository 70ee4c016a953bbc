using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Redaction;
using RedactingGateway.Core.Signals;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>That a recipient gets a category, for a purpose, from one kind of visitor.</summary>
/// <param name="Recipient">Key of the recipient.</param>
/// <param name="Purpose">Key of the purpose; empty: for none (<c>otherwise: hash</c>).</param>
/// <param name="Category">The field's own data category.</param>
/// <param name="Visitor">Whose data.</param>
internal readonly record struct DisclosureKey(string Recipient, string Purpose, string Category, VisitorSituation Visitor);

/// <summary>
/// All that a policy discloses, whatever its text looks like: every field of every destination is asked for its form under the
/// grant of each of the five visitors, and under each choice of single purposes.
/// </summary>
internal sealed class Disclosures
{
    private readonly Dictionary<DisclosureKey, Dictionary<string, Treatment>> _forms = [];
    private readonly Dictionary<(string Recipient, string Category), SortedSet<string>> _fields = [];

    /// <summary>Forms by their words.</summary>
    public IReadOnlyDictionary<DisclosureKey, Dictionary<string, Treatment>> Forms => _forms;

    /// <summary>Addresses of fields that carry a category to a recipient, each with its protocol.</summary>
    public IReadOnlyDictionary<(string Recipient, string Category), SortedSet<string>> Fields => _fields;

    public static Disclosures Of(PolicySnapshot policy)
    {
        var all = new Disclosures();
        foreach (var destination in policy.Destinations.Where(d => d.Mode == DestinationMode.Enforce))
        {
            var fields = destination.Endpoints.SelectMany(e => e.Fields).Where(f => f is { Category: not null, Structural: false }).DistinctBy(f => (f.Address, f.Category, f.Plan)).ToList();
            foreach (var visitor in Enum.GetValues<VisitorSituation>())
            {
                foreach (var grant in Grants(destination, visitor))
                {
                    all.Add(destination, visitor, grant, fields);
                }
            }
        }

        return all;
    }

    // All that a visitor's signals grant, and what remains where only one of the purposes was accepted that need a yes.
    private static HashSet<ulong> Grants(CompiledDestination destination, VisitorSituation visitor)
    {
        var signals = visitor.SignalsFor(destination, DateTimeOffset.UnixEpoch);
        var all = 0UL;
        var chosen = 0UL;
        foreach (var (bit, purpose) in destination.Purposes.Index())
        {
            // A purpose for some regions only is looked at where it holds.
            var region = purpose.Regions.IsEmpty ? null : purpose.Regions[0];
            if (GrantRules.Decide(purpose, destination, signals with { Region = region }).IsGranted())
            {
                all |= 1UL << bit;
                chosen |= purpose.NeedsConsent ? 1UL << bit : 0;
            }
        }

        HashSet<ulong> grants = [all, all & ~chosen];
        for (var bit = 0; bit < destination.Purposes.Length; bit++)
        {
            grants.Add((all & ~chosen) | (chosen & (1UL << bit)));
        }

        grants.Remove(0);
        return grants;
    }

    private void Add(CompiledDestination destination, VisitorSituation visitor, ulong grant, List<CompiledField> fields)
    {
        var passesNet = false;
        foreach (var field in fields)
        {
            if (field.Plan.For(grant) is { } rule)
            {
                passesNet |= field.PassesNet;
                Add(destination, visitor, grant, field.Category!, rule, field.Address);
            }
            else if (field.Plan.Otherwise is { } otherwise)
            {
                Add(new DisclosureKey(destination.Recipient, "", field.Category!, visitor), otherwise, $"{destination.Protocol} {field.Address}");
            }
        }

        // What the content net finds leaves inside of texts only.
        foreach (var kind in passesNet ? DetectorKinds.All : [])
        {
            if (destination.Detected[(int)kind.Kind].For(grant) is { } rule)
            {
                Add(destination, visitor, grant, kind.Category, rule, $"(found in texts: {kind.Name})");
            }
        }
    }

    private void Add(CompiledDestination destination, VisitorSituation visitor, ulong grant, string category, FieldRule rule, string address)
    {
        foreach (var (bit, purpose) in destination.Purposes.Index())
        {
            if (((rule.Purposes | rule.Together) & grant & (1UL << bit)) != 0)
            {
                Add(new DisclosureKey(destination.Recipient, purpose.Id, category, visitor), rule.Treatment, $"{destination.Protocol} {address}");
            }
        }
    }

    private void Add(DisclosureKey key, Treatment treatment, string address)
    {
        if (!_forms.TryGetValue(key, out var forms))
        {
            _forms.Add(key, forms = new(StringComparer.Ordinal));
        }

        forms.TryAdd(FormWords.Of(treatment, key.Recipient), treatment);
        if (!_fields.TryGetValue((key.Recipient, key.Category), out var fields))
        {
            _fields.Add((key.Recipient, key.Category), fields = new(StringComparer.Ordinal));
        }

        fields.Add(address);
    }
}
