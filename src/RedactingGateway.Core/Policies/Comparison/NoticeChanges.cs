using System.Collections.Immutable;

namespace RedactingGateway.Core.Policies.Comparison;

/// <summary>What changes in what visitors are told, whether or not anything else does.</summary>
public static class NoticeChanges
{
    /// <summary>Finds it, in the order of the policy.</summary>
    public static ImmutableArray<PolicyChange> Find(PolicySnapshot before, PolicySnapshot after) =>
    [
        .. Told(Controller(before), Controller(after), null, null),
        .. before.Purposes.FullJoin(after.Purposes, p => p.Id).SelectMany(p => Told(Purpose(p.Old), Purpose(p.Now), null, p.Id)),
        .. before.Recipients.FullJoin(after.Recipients, r => r.Id).SelectMany(r => Told(Recipient(r.Old), Recipient(r.Now), r.Id, null)),
        .. before.Sites.FullJoin(after.Sites, s => s.Id).SelectMany(s => Told(Site(s.Old), Site(s.Now), null, null)),
    ];

    private static IEnumerable<PolicyChange> Told(SortedDictionary<string, string> old, SortedDictionary<string, string> now, string? recipient, string? purpose)
    {
        foreach (var what in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (from, to) = (old.GetValueOrDefault(what), now.GetValueOrDefault(what));
            if (from != to)
            {
                var sentence = (from, to) switch
                {
                    (null, _) => $"Visitors newly read of {what}: **“{to}”**",
                    (_, null) => $"Visitors no longer read of {what}: “{from}”",
                    _ => $"Visitors read of {what} **“{to}”**, no longer “{from}”",
                };
                yield return new PolicyChange(ChangeKind.Notice, ChangeDirection.Neutral) { Recipient = recipient, Purpose = purpose, From = from, To = to, Sentence = sentence };
            }
        }
    }

    private static SortedDictionary<string, string> Controller(PolicySnapshot policy)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(told, "the controller's name", policy.Controller.Name);
        Add(told, "the controller's address", policy.Controller.Address);
        Add(told, "the controller's contact", policy.Controller.Contact);
        Add(told, "the data protection officer", policy.Controller.DataProtectionOfficer);
        Add(told, "the representative", policy.Controller.Representative);
        Add(told, "the supervisory authority", policy.Controller.SupervisoryAuthority);
        Add(told, "the controller's privacy policy", policy.Controller.PrivacyPolicy);
        Add(told, "what never leaves", string.Join(", ", policy.Never.Select(n => n.Category).Order(StringComparer.Ordinal)));
        foreach (var outside in policy.Outside)
        {
            Add(told, $"why {outside.Name} receives data outside of the gateway", outside.Why);
        }

        return told;
    }

    private static SortedDictionary<string, string> Purpose(CompiledPurpose? purpose)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (purpose is not null)
        {
            Add(told, $"the title of '{purpose.Id}'", purpose.Title);
            Add(told, $"what '{purpose.Id}' is", purpose.Description);
            Add(told, $"the interest of '{purpose.Id}'", purpose.Interest);
            Add(told, $"how long data is kept for '{purpose.Id}'", purpose.Retention);
            foreach (var allowed in purpose.Allowed)
            {
                Add(told, $"why '{purpose.Id}' needs {allowed.Category}", allowed.Because);
            }
        }

        return told;
    }

    private static SortedDictionary<string, string> Recipient(CompiledRecipient? recipient)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (recipient is not null)
        {
            Add(told, $"the name of '{recipient.Id}'", recipient.Name);
            Add(told, $"the address of '{recipient.Id}'", recipient.Address);
            Add(told, $"the country of '{recipient.Id}'", ChangeSentences.Route(recipient));
            Add(told, $"the privacy policy of '{recipient.Id}'", recipient.PrivacyPolicy);
            Add(told, $"how long '{recipient.Id}' keeps data", recipient.Retention);
            Add(told, $"the arrangement with '{recipient.Id}'", recipient.Arrangement);
        }

        return told;
    }

    private static SortedDictionary<string, string> Site(CompiledSite? site)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (site is not null)
        {
            Add(told, $"the banner of '{site.Id}'", site.Notices.Banner ? "shown" : "not shown");
            Add(told, $"the lasting link of '{site.Id}'", site.Notices.Link ? "shown" : "not shown");
            Add(told, $"the languages of '{site.Id}'", string.Join(", ", site.Languages));
            Add(told, $"pages of '{site.Id}' that are left alone", string.Join(", ", site.Notices.Exclude));
            foreach (var offer in site.Notices.Offers)
            {
                Add(told, $"offers '{offer.Select}' of '{site.Id}'", $"purpose {offer.Purpose}, when refused: {offer.WhenRefused}, price: {offer.Price?.ToString() ?? "not said"}");
                foreach (var (parameter, code, texts) in offer.Parameters.SelectMany(p => p.Values.Select(v => (p.Name, v.Key, v.Value))))
                {
                    Add(told, $"'{parameter}: {code}' of the offers '{offer.Select}' of '{site.Id}'", texts);
                }
            }
        }

        return told;
    }

    private static void Add(SortedDictionary<string, string> told, string what, ImmutableSortedDictionary<string, string> texts)
    {
        foreach (var (language, text) in texts)
        {
            Add(told, $"{what} ({language})", text);
        }
    }

    // Two elements may have one selector; what they say is then one text.
    private static void Add(SortedDictionary<string, string> told, string what, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            told[what] = told.TryGetValue(what, out var earlier) ? $"{earlier}; {text}" : text;
        }
    }

    private static IEnumerable<(string Id, T? Old, T? Now)> FullJoin<T>(this ImmutableArray<T> old, ImmutableArray<T> now, Func<T, string> id)
        where T : class =>
        old.Concat(now).Select(id).Distinct(StringComparer.Ordinal).Select(i => (i, old.FirstOrDefault(o => id(o) == i), now.FirstOrDefault(n => id(n) == i)));
}
