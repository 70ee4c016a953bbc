using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RedactingGateway.Core.Policies.Declarations;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>
/// Hashes what a consent to a purpose covers. The canonical text is sorted and holds no text for people, so that neither
/// reordering nor rewording voids a consent; each value is preceded by its length, so that no two contents share a text.
/// </summary>
internal sealed class ScopeCompiler(PolicyDeclaration policy)
{
    // 12 characters of 6 bits: two scopes of one purpose collide with a chance of 2^-72.
    public const int Length = 12;

    // Every destination of a purpose asks for its scope.
    private readonly Dictionary<string, string> _scopes = new(StringComparer.Ordinal);
    private readonly ILookup<string, DestinationDeclaration> _destinations =
        policy.Destinations.SelectMany(d => d.Purposes, (d, p) => (Destination: d, p.Purpose.Id)).ToLookup(d => d.Id, d => d.Destination, StringComparer.Ordinal);

    public string Compile(PurposeDeclaration purpose)
    {
        if (!_scopes.TryGetValue(purpose.Id, out var scope))
        {
            _scopes.Add(purpose.Id, scope = Hash(Facts(purpose)));
        }

        return scope;
    }

    /// <summary>The scope of the whole policy: what its approval covers.</summary>
    public string Compile() => Hash(
    [
        .. policy.Purposes.Select(p => Fact("purpose", p.Id, p.Use!, p.Basis!.Value.ToString(), Compile(p))),
        .. policy.Destinations.SelectMany(d => d.Purposes.Select(p => Fact("destination", d.Id, d.Recipient!.Id, p.Purpose.Id))),
        .. policy.Never.Select(n => Fact("never", n.Category)),
    ]);

    private List<string> Facts(PurposeDeclaration purpose)
    {
        var destinations = _destinations[purpose.Id].ToList();
        List<string> facts =
        [
            Fact("purpose", purpose.Id),
            Fact("device", purpose.StrictlyNecessary ? "strictlyNecessary" : "consent"),
            .. purpose.Presets.SelectMany(p => p.Preset.Never).Select(n => Fact("without", n.Category)),
            .. purpose.Events.Select(e => Fact("event", e.Value)),
            .. purpose.Pages.Select(p => Fact("page", p.Value)),
            .. destinations.SelectMany(d => Substituted(d.Otherwise).Select(c => Fact("otherwise", d.Recipient!.Id, c))),
            .. destinations.SelectMany(d => d.Drop.Select(e => Fact("drop", d.Recipient!.Id, e.Value))),
            .. policy.Sensitive.Paths.Select(p => Fact("sensitivePath", p.Value)),
            .. policy.Sensitive.Queries.Select(q => Fact("sensitiveQuery", q.Value)),
            .. policy.Sensitive.Items.Select(i => Fact("sensitiveItem", i.Value)),
            .. purpose.Allow.Select(a => Fact("allow", a.Category, FormText(a.Form))),
            .. destinations.SelectMany(d => d.Combine).Select(c => Fact("combine", c.Category, FormText(c.Form))),
        ];
        foreach (var recipient in destinations.Select(d => d.Recipient!).Distinct<RecipientDeclaration>(ReferenceEqualityComparer.Instance))
        {
            facts.Add(Fact("recipient", recipient.Id, recipient.Country!.Value.Code, recipient.ReusesForOwnPurposes ? "ownPurposes" : "none"));
            facts.AddRange(recipient.Transfers.Select(t => Fact("transfer", recipient.Id, t.Country, t.Safeguard?.ToString() ?? "none")));
            facts.AddRange(JoinableWith(recipient).Select(other => Fact("joined", recipient.Id, other)));
        }

        return facts;
    }

    // Recipients of one domain get the same pseudonyms, and can join what they know by them. What the domain is called tells nothing.
    private IEnumerable<string> JoinableWith(RecipientDeclaration recipient) =>
        policy.Destinations.Select(d => d.Recipient!).Where(r => r.Id != recipient.Id && r.Domain == recipient.Domain).Select(r => r.Id);

    // A keyed hash in place of what no purpose allows still says that there was a value, and when it was the same.
    private static IEnumerable<string> Substituted(OtherwiseDeclaration otherwise) =>
        [.. otherwise.Default ? [""] : Array.Empty<string>(), .. otherwise.ByCategory.Where(o => o.Hash).Select(o => o.Category)];

    private static string Hash(IEnumerable<string> facts)
    {
        var text = string.Concat(facts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Length];
    }

    private static string FormText(FormDeclaration form) => form.Kind == FormKind.Replace ? $"replace {form.Replacement}" : form.Text;

    private static string Fact(params ReadOnlySpan<string> values)
    {
        var fact = new StringBuilder();
        foreach (var value in values)
        {
            fact.Append(System.Globalization.CultureInfo.InvariantCulture, $"{value.Length}:{value}");
        }

        return fact.Append('\n').ToString();
    }
}
