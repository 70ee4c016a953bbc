using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Language;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies.Binding;

/// <summary>Syntax tree → policy: reads <c>gateway.yaml</c> and resolves its names.</summary>
internal sealed class PolicyBinder(NodeReader reader, DataTaxonomy taxonomy, Func<string, string?> environment)
{
    private const string SupportedVersion = "1";

    public PolicyDeclaration? Bind(YamlDocument document, IReadOnlyDictionary<string, ProtocolDeclaration?> protocols, IReadOnlyDictionary<string, PresetDeclaration?> presets)
    {
        if (document.Root is null)
        {
            return null;
        }

        var root = new MappingReader(document.Root, PolicyKeys.Policy, new SourceSpan(document.File, 1, 1, 1, 1), "the policy", reader);
        if (root.RequiredText("version") is { Value: not SupportedVersion } version)
        {
            reader.Diagnostics.Report(DiagnosticIds.UnsupportedVersion, version.Span, $"version {DiagnosticBag.Quote(version.Value)} is unknown; the only version is {SupportedVersion}");
        }

        var hosts = new HostBinder(reader, environment);
        var controller = BindController(root.Mapping("controller", required: true));
        var purposes = BindNamed(root.Mapping("purposes"), (key, value) => PurposeBinder.Bind(key, value, taxonomy, presets, reader.Diagnostics));
        var recipients = BindNamed(root.Mapping("recipients"), new RecipientBinder(reader).Bind);
        var names = new ResolvableNames(purposes, recipients, protocols, PolicyGroups.NamesOf(document.Root, "purposes"));
        var destinations = BindNamed(root.Mapping("destinations"), new DestinationBinder(reader, hosts, taxonomy, names).Bind);
        var sites = BindNamed(root.Mapping("sites"), new SiteBinder(reader, hosts, purposes).Bind);
        var approvals = new ApprovalBinder(reader);
        var (approval, approvalSpan) = approvals.BindApproval(root.Mapping("approved"));
        var policy = new PolicyDeclaration
        {
            Controller = controller,
            TimeZone = BindTimeZone(root.Text("timeZone")),
            Sensitive = new EventBinder(reader).BindSensitive(root.Optional("sensitive")),
            Never = BindNever(root.Optional("never"), PolicyGroups.NamesOf(document.Root, "categories")),
            Purposes = [.. purposes.Values.OfType<PurposeDeclaration>()],
            Recipients = [.. recipients.Values.OfType<RecipientDeclaration>()],
            Destinations = [.. destinations.Values.OfType<DestinationDeclaration>()],
            Outside = [.. reader.Items(root.Optional("outside"), "'outside'").Select(BindOutside).OfType<OutsideRecipient>()],
            Sites = [.. sites.Values.OfType<CompiledSite>()],
            Retention = BindRetention(root.Mapping("retention")),
            Limits = new LimitsBinder(reader).Bind(root.Mapping("limits")),
            Approval = approval,
            ApprovalSpan = approvalSpan,
            Accepted = approvals.BindAccepted(root.Optional("accept")),
        };

        // Put in their places already.
        root.Optional(PolicyGroups.Key);
        root.Finish();
        return policy;
    }

    private static CompiledController BindController(MappingReader? members)
    {
        var controller = new CompiledController(
            members?.RequiredText("name")?.Value ?? "", members?.RequiredText("address")?.Value ?? "", members?.RequiredText("contact")?.Value ?? "")
        {
            Representative = members?.Text("representative")?.Value,
            SupervisoryAuthority = members?.Text("supervisoryAuthority")?.Value,
            DataProtectionOfficer = members?.Text("dataProtectionOfficer")?.Value,
            PrivacyPolicy = members?.Text("privacyPolicy")?.Value,
        };
        members?.Finish();
        return controller;
    }

    private ChoiceRetention BindRetention(MappingReader? retention)
    {
        // Ten years: longer than any limitation period that proof of a consent is kept for.
        const int most = 120;
        var months = reader.Whole(retention?.Optional("consentProofMonths"), 1, most, "'consentProofMonths'");
        retention?.Finish();
        return new ChoiceRetention(months ?? ChoiceRetention.DefaultConsentProofMonths);
    }

    private OutsideRecipient? BindOutside(YamlNode node)
    {
        if (reader.Mapping(node, RecipientKeys.Outside, node.Span, "a recipient outside of the gateway") is not { } members)
        {
            return null;
        }

        var name = members.RequiredText("name");
        var country = members.RequiredText("country");
        if (country is not null && !Countries.IsKnown(country.Value))
        {
            reader.Diagnostics.Report(DiagnosticIds.UnknownCountry, country.Span, $"{DiagnosticBag.Quote(country.Value)} is no country code of ISO 3166-1 (two capital letters)");
            country = null;
        }

        var why = reader.ByLanguage(members.Required("why"), "'why'");
        var policy = members.Text("privacyPolicy");
        var hosts = reader.Texts(members.Optional("hosts"), "'hosts'");
        foreach (var host in hosts.Where(h => !HostBinder.IsHostName(h.Value)))
        {
            reader.Diagnostics.Report(DiagnosticIds.MalformedHost, host.Span, $"{DiagnosticBag.Quote(host.Value)} is no lower-case host name");
        }

        members.Finish();
        return name is null || country is null ? null : new OutsideRecipient(name.Value, country.Value, why, policy?.Value, [.. hosts.Select(h => h.Value)]);
    }

    private TimeZoneInfo BindTimeZone(YamlScalar? scalar)
    {
        if (scalar is null)
        {
            return TimeZoneInfo.Utc;
        }

        if (TimeZoneInfo.TryFindSystemTimeZoneById(scalar.Value, out var zone))
        {
            return zone;
        }

        reader.Diagnostics.Report(DiagnosticIds.InvalidText, scalar.Span, $"{DiagnosticBag.Quote(scalar.Value)} is no time zone such as Europe/Berlin");
        return TimeZoneInfo.Utc;
    }

    private ImmutableArray<NamedCategory> BindNever(YamlNode? node, ImmutableArray<string> groups)
    {
        var never = ImmutableArray.CreateBuilder<NamedCategory>();
        foreach (var scalar in reader.Texts(node, "'never'"))
        {
            if (CategoryReader.Read(scalar, taxonomy, reader.Diagnostics, groups) is not { } category)
            {
                continue;
            }

            if (never.FirstOrDefault(n => n.Category == category) is { } earlier)
            {
                reader.Diagnostics.Report(DiagnosticIds.NamedTwice, scalar.Span, $"'{category}' stands under never: in {earlier.Span.FileAndLine} already");
            }
            else
            {
                never.Add(new NamedCategory(category, scalar.Span));
            }
        }

        return never.ToImmutable();
    }

    // A name that is declared but could not be read stays known, so that its users are not reported as well.
    private Dictionary<string, T?> BindNamed<T>(MappingReader? members, Func<YamlScalar, YamlNode, T?> bind)
        where T : class
    {
        var named = new Dictionary<string, T?>(StringComparer.Ordinal);
        foreach (var (key, value) in members?.Entries ?? [])
        {
            if (!Names.IsName(key.Value))
            {
                reader.Diagnostics.Report(DiagnosticIds.MalformedId, key.Span, $"{DiagnosticBag.Quote(key.Value)} is no name: a lower-case letter, then letters and digits, at most 40");
            }

            named.Add(key.Value, bind(key, value));
        }

        return named;
    }
}
