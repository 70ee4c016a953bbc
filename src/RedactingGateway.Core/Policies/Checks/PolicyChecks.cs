using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Checks;

/// <summary>Judges a bound policy; what could not be resolved is passed over, because it was reported already.</summary>
internal static class PolicyChecks
{
    public static void Check(PolicyDeclaration policy, DataTaxonomy taxonomy, AllowanceResolver resolver, DiagnosticBag diagnostics, DateOnly today)
    {
        new LegalChecks(taxonomy, resolver, diagnostics, today).Check(policy);
        CheckPaths(policy.Destinations, diagnostics);
        CheckPrivacyPaths(policy, diagnostics);
        CheckKeys(policy.Destinations, diagnostics);
        ChoiceCookieCheck.Check(policy, diagnostics);
        foreach (var destination in policy.Destinations)
        {
            if (destination.Protocol is { IsWhole: true } protocol)
            {
                CheckHosts(destination, protocol, diagnostics);
            }

            if (destination.IsWhole)
            {
                CheckEvents(destination, policy.Sensitive, diagnostics);
                new PlanChecks(resolver, diagnostics).Check(destination);
            }
        }

        foreach (var allow in policy.Purposes.SelectMany(p => p.Allow).Concat(policy.Destinations.SelectMany(d => d.Combine)).Where(a => !a.HasBecause))
        {
            diagnostics.Report(DiagnosticIds.MissingBecause, allow.Span, $"'{allow.Category}' has no because: people are told why data is needed");
        }

        // Before anything asks whether there are errors: what somebody answers for is none.
        new AcceptanceChecks(diagnostics, today).Apply(policy);

        // What nobody uses is only certain once everything could be read.
        if (!diagnostics.HasErrors)
        {
            CheckUse(policy, resolver, diagnostics);
            foreach (var destination in policy.Destinations)
            {
                new PlanChecks(resolver, diagnostics).ReportEffects(destination);
                CheckGetsAnything(destination, resolver, diagnostics);
            }
        }
    }

    private static void CheckPaths(ImmutableArray<DestinationDeclaration> destinations, DiagnosticBag diagnostics)
    {
        foreach (var (i, later) in destinations.Index())
        {
            var earlier = destinations.Take(i).FirstOrDefault(d => d.Path is not null && later.Path is not null && (IsBeginning(d.Path, later.Path) || IsBeginning(later.Path, d.Path)));
            if (earlier is not null)
            {
                diagnostics.Report(DiagnosticIds.OverlappingPaths, later.PathSpan, $"'{later.Path}' and the path '{earlier.Path}' of '{earlier.Id}' overlap: a request would belong to both");
            }
        }
    }

    private static void CheckPrivacyPaths(PolicyDeclaration policy, DiagnosticBag diagnostics)
    {
        foreach (var destination in policy.Destinations)
        {
            var site = policy.Sites.FirstOrDefault(s => destination.Path is { } path && (IsBeginning(path, s.PrivacyPath) || IsBeginning(s.PrivacyPath, path)));
            if (site is not null)
            {
                diagnostics.Report(
                    DiagnosticIds.OverlappingPaths, destination.PathSpan,
                    $"'{destination.Path}' and the path '{site.PrivacyPath}' of the privacy pages of the site '{site.Id}' overlap: a request would belong to both");
            }
        }
    }

    private static bool IsBeginning(string path, string of) => of.StartsWith(path, StringComparison.Ordinal) && (of.Length == path.Length || of[path.Length] == '/');

    // Routes, metrics and files go by the key; some of them do not tell cases apart.
    private static void CheckKeys(ImmutableArray<DestinationDeclaration> destinations, DiagnosticBag diagnostics)
    {
        foreach (var (i, later) in destinations.Index())
        {
            if (destinations.Take(i).FirstOrDefault(d => d.Id.Equals(later.Id, StringComparison.OrdinalIgnoreCase)) is { } earlier)
            {
                diagnostics.Report(DiagnosticIds.NamedTwice, later.Span, $"'{later.Id}' differs from '{earlier.Id}' ({earlier.Span.FileAndLine}) only in upper and lower case");
            }
        }
    }

    private static void CheckHosts(DestinationDeclaration destination, ProtocolDeclaration protocol, DiagnosticBag diagnostics)
    {
        var needed = protocol.Endpoints.Select(e => e.Host).Distinct(StringComparer.Ordinal).ToList();
        var possible = needed.Concat(protocol.Facts.Assets.Select(a => a.Host)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var host in destination.Hosts.Where(h => !possible.Contains(h.Key, StringComparer.Ordinal)))
        {
            diagnostics.Report(
                DiagnosticIds.HostKeys, host.Span, $"the dictionary '{protocol.Name}' names no host {DiagnosticBag.Quote(host.Key)}; it names {string.Join(", ", possible)}",
                Spelling.Nearest(host.Key, possible));
        }

        foreach (var key in needed.Where(k => destination.Hosts.All(h => h.Key != k && Spelling.Nearest(h.Key, [k]) is null)))
        {
            diagnostics.Report(DiagnosticIds.HostKeys, destination.HostsSpan, $"the dictionary '{protocol.Name}' needs the host '{key}'");
        }
    }

    // A condition that is never met, or never seen, would look like a protection.
    private static void CheckEvents(DestinationDeclaration destination, SensitiveDeclaration sensitive, DiagnosticBag diagnostics)
    {
        var told = destination.Protocol!.AllFields(destination.Extend).Select(f => f.Tells).ToHashSet();
        var purposes = destination.Purposes.Select(p => p.Purpose).ToList();
        Require(FieldTells.Event, destination.Drop.Concat(purposes.SelectMany(p => p.Events)), "events are called");
        Require(FieldTells.Page, purposes.SelectMany(p => p.Pages), "page an event is about");
        if (destination.Protocol.AllFields(destination.Extend).Any(f => f.Category == "user.behavior.purchase_history"))
        {
            Require(FieldTells.Item, sensitive.Items, "category a product has");
        }

        void Require(FieldTells what, IEnumerable<YamlScalar> conditions, string said)
        {
            if (!told.Contains(what) && conditions.FirstOrDefault() is { } condition)
            {
                diagnostics.Report(
                    DiagnosticIds.EventNotTold, condition.Span,
                    $"no field of '{destination.Protocol!.Name}' says what {said}, so '{destination.Id}' cannot go by it; extend: or the dictionary can, with tells: {WordsOf<FieldTells>.All.First(w => w.Value == what).Key}");
            }
        }
    }

    private static void CheckGetsAnything(DestinationDeclaration destination, AllowanceResolver resolver, DiagnosticBag diagnostics)
    {
        if (!SentBy(destination, resolver, v => v.Allowances.Select(a => a.Allow)).Any())
        {
            diagnostics.Report(DiagnosticIds.NothingSent, destination.Span, $"'{destination.Id}' gets nothing but structural fields: its purposes allow no category that its fields have");
        }
    }

    private static void CheckUse(PolicyDeclaration policy, AllowanceResolver resolver, DiagnosticBag diagnostics)
    {
        // Asked once for a destination, however many purposes it has.
        var sentBy = policy.Destinations.ToDictionary(d => d.Id, d => SentBy(d, resolver, Deciding).ToHashSet<AllowDeclaration>(ReferenceEqualityComparer.Instance), StringComparer.Ordinal);
        foreach (var purpose in policy.Purposes)
        {
            var destinations = policy.Destinations.Where(d => d.Purposes.Any(p => p.Purpose.Id == purpose.Id)).ToList();
            if (destinations.Count == 0)
            {
                // A purpose of the site itself: personalised offers.
                if (policy.Sites.Any(s => s.Notices.Offers.Any(o => o.Purpose == purpose.Id)))
                {
                    continue;
                }

                diagnostics.Report(DiagnosticIds.UnusedPurpose, purpose.Span, $"no destination has the purpose '{purpose.Id}'");
                continue;
            }

            foreach (var allow in purpose.Allow.Where(a => !destinations.Exists(d => sentBy[d.Id].Contains(a))))
            {
                diagnostics.Report(
                    DiagnosticIds.CategoryNeverSent, allow.Span,
                    $"no destination of '{purpose.Id}' can send '{allow.Category}': none of their fields has it, or they come from the device, which this purpose may not read");
            }
        }
    }

    // Lines of allow: that decide some field, by what counts as deciding.
    private static IEnumerable<AllowDeclaration> SentBy(
        DestinationDeclaration destination, AllowanceResolver resolver, Func<Verdict, IEnumerable<AllowDeclaration>> deciding)
    {
        var fields = destination.Protocol!.AllFields(destination.Extend).Where(f => f is { Category: not null, IsContainer: false }).ToList();
        var byField = fields.SelectMany(f => deciding(resolver.Resolve(destination, f)));

        // What the content net finds in free text and addresses is sent too, where its category is allowed.
        var hasText = fields.Any(f => f is { Structural: false, Type: FieldType.Text or FieldType.Url } or { Structural: false, Type: FieldType.String, Space: null });
        return hasText ? byField.Concat(DetectedCategories.All.SelectMany(c => deciding(resolver.Resolve(destination, c, FieldSource.Request)))) : byField;
    }

    // Also what was reported already: lines that would have to name a category exactly, or would need the right to read the device.
    private static IEnumerable<AllowDeclaration> Deciding(Verdict verdict) => verdict.Allowances.Select(a => a.Allow).Concat(verdict.NotNamed).Concat(verdict.DeviceDenied);
}
