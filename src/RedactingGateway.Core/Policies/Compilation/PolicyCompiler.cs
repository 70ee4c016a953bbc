using System.Collections.Immutable;
using RedactingGateway.Core.Detection;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Compilation;

/// <summary>Bound and faultless policy → what requests are decided by.</summary>
internal sealed class PolicyCompiler(PolicyDeclaration policy, DataTaxonomy taxonomy, AllowanceResolver resolver, ClickIdIssuers clickIds, ImmutableArray<KnownTracker> trackers)
{
    private readonly SortedSet<int> _rotations = [];
    private readonly ScopeCompiler _scopes = new(policy);
    private readonly Dictionary<(string Purpose, bool ReusesForOwnPurposes), CompiledPurpose> _purposes = [];
    private readonly ILookup<string, DestinationDeclaration> _destinations =
        policy.Destinations.SelectMany(d => d.Purposes, (d, p) => (Destination: d, p.Purpose.Id)).ToLookup(d => d.Id, d => d.Destination, StringComparer.Ordinal);

    public PolicySnapshot Compile(PolicyFiles files, NoticeTexts texts)
    {
        ImmutableArray<CompiledDestination> destinations = [.. policy.Destinations.Select(Compile)];
        return new()
        {
            Revision = files.Revision(),
            Texts = texts,
            LastChanged = files.LastChanged,
            OwnFiles = [.. files.Own.Select(static f => (f.Name, f.Shown))],
            Destinations = destinations,
            Purposes = [.. policy.Purposes.Select(CompileForSites)],
            Never = [.. policy.Never.Select(n => new NeverCategory(n.Category, NameOf(n.Category)))],
            CategoryNames = taxonomy.Names,
            Controller = policy.Controller,
            Recipients = [.. policy.Destinations.Select(d => d.Recipient!).DistinctBy(r => r.Id, StringComparer.Ordinal).Select(Compile)],
            Scope = _scopes.Compile(),
            Approval = policy.Approval,
            Outside = policy.Outside,
            KnownTrackers = trackers,
            Sites = policy.Sites,
            Retention = policy.Retention,
            Limits = policy.Limits,
            TimeZone = policy.TimeZone,
            RotateDays = [.. _rotations],
        };
    }

    // For a site itself: who receives the data is not said yet, so the strictest of its recipients counts.
    private CompiledPurpose CompileForSites(PurposeDeclaration purpose) =>
        Compile(purpose, _destinations[purpose.Id].Any(d => d.Recipient!.ReusesForOwnPurposes));

    private CompiledDestination Compile(DestinationDeclaration destination)
    {
        var protocol = destination.Protocol!;
        var recipient = destination.Recipient!;
        var plans = new PlanCompiler(destination, resolver, _rotations);
        var endpoints = new EndpointCompiler(destination, plans);
        return new CompiledDestination
        {
            Id = destination.Id,
            Recipient = recipient.Id,
            RecipientName = recipient.Name,
            Protocol = protocol.Name,
            Path = destination.Path!,
            Mode = destination.Mode,
            Refusals = destination.Refusals,
            Hosts = destination.Hosts.ToImmutableSortedDictionary(h => h.Key, h => h.Host!.Addresses[0], StringComparer.Ordinal),
            Reached = destination.Hosts.ToImmutableSortedDictionary(h => h.Key, h => h.Host!, StringComparer.Ordinal),
            Origins = destination.Origins,
            Purposes = [.. destination.Purposes.Select(p => Compile(p.Purpose, recipient.ReusesForOwnPurposes))],
            Endpoints = [.. protocol.Endpoints.Select(e => endpoints.Compile(protocol, e, destination.Extend))],
            Detected = [.. Enum.GetValues<DetectorKind>().Select(plans.Compile)],
            ForeignClickIds = clickIds.ForeignTo(protocol.Facts.Vendor),
            Assets = [.. protocol.Facts.Assets.Where(a => destination.Hosts.Any(h => h.Key == a.Host))],
            Stores = protocol.Facts.Stores,
            TrackerHosts = protocol.Facts.TrackerHosts,
            Conditions = EventConditionCompiler.Compile(destination, policy.Sensitive),
            ClientAddress = destination.ClientAddress?.Address.Text,
            TcfVendor = recipient.TcfVendor,
            Trust = destination.Trust,
            ConsentCategories = destination.ConsentCategories,
            Span = destination.Span,
        };
    }

    private CompiledPurpose Compile(PurposeDeclaration purpose, bool reusesForOwnPurposes)
    {
        var key = (purpose.Id, reusesForOwnPurposes);
        if (!_purposes.TryGetValue(key, out var compiled))
        {
            _purposes.Add(key, compiled = Make(purpose, reusesForOwnPurposes));
        }

        return compiled;
    }

    private CompiledPurpose Make(PurposeDeclaration purpose, bool reusesForOwnPurposes) => new()
    {
        Id = purpose.Id,
        Use = purpose.Use!,
        Basis = purpose.Basis!.Value,
        StrictlyNecessary = purpose.StrictlyNecessary,
        RefusedByGpc = purpose.RefusedByGpc ?? IsRefusedByDefault(purpose.Use!, reusesForOwnPurposes),
        Scope = _scopes.Compile(purpose),
        Tcf = [.. purpose.Tcf.Select(t => t.Number)],
        Regions = purpose.Regions,
        Introduced = purpose.Introduced,
        Title = purpose.Title,
        Description = purpose.Description,
        Interest = purpose.Interest,
        Retention = purpose.Retention,
        Allowed = [.. purpose.Allow.Concat(Joint(purpose)).Select(Compile).DistinctBy(a => (a.Category, a.Form))],
        Span = purpose.Span,
    };

    private IEnumerable<AllowDeclaration> Joint(PurposeDeclaration purpose) =>
        _destinations[purpose.Id].SelectMany(d => d.Combine);

    private AllowedCategory Compile(AllowDeclaration allow) =>
        new(allow.Category, NameOf(allow.Category), allow.Form.Text, allow.Because) { LinkedDays = allow.Form.RotateDays };

    private ImmutableSortedDictionary<string, string> NameOf(string category) =>
        taxonomy.Names.GetValueOrDefault(category, ImmutableSortedDictionary<string, string>.Empty);

    private static CompiledRecipient Compile(RecipientDeclaration recipient) => new(recipient.Id, recipient.Name, recipient.Country!.Value.Code)
    {
        Role = recipient.Role,
        ReusesForOwnPurposes = recipient.ReusesForOwnPurposes,
        Transfers = [.. recipient.Transfers.Select(t => new CompiledTransfer(t.Country, t.Safeguard) { CheckedOn = t.CheckedOn?.Day, Reference = t.Reference })],
        PrivacyPolicy = recipient.PrivacyPolicy,
        Retention = recipient.Retention,
        Address = recipient.Address,
        Contract = recipient.Contract,
        Arrangement = recipient.Arrangement,
    };

    // Global Privacy Control § 3: not to be sold, shared or profiled.
    private static bool IsRefusedByDefault(string use, bool reusesForOwnPurposes) =>
        DataTaxonomy.IsBelow(use, "marketing", "third_party_sharing") || DataTaxonomy.IsProfiling(use) || reusesForOwnPurposes;
}
