using System.Collections.Immutable;
using RedactingGateway.Core.Diagnostics;
using RedactingGateway.Core.Notices.Texts;
using RedactingGateway.Core.Policies.Binding;
using RedactingGateway.Core.Policies.Checks;
using RedactingGateway.Core.Policies.Compilation;
using RedactingGateway.Core.Policies.Declarations;
using RedactingGateway.Core.Policies.Yaml;
using RedactingGateway.Core.Protocols;
using RedactingGateway.Core.Protocols.Dictionaries;
using RedactingGateway.Core.Taxonomy;

namespace RedactingGateway.Core.Policies;

/// <summary>Reads a configuration folder and compiles it: parse, bind, check, compile.</summary>
public static class PolicyLoader
{
    /// <summary>The folder that ships with the program.</summary>
    public static string ShippedDirectory { get; } = Path.Combine(AppContext.BaseDirectory, "config");

    /// <summary>Loads a policy.</summary>
    /// <param name="directory">The author's folder, with <c>gateway.yaml</c>; dictionaries and taxonomy it lacks come from the shipped folder beside the program.</param>
    /// <param name="environment">Values for <c>${NAME}</c>; null: the process's environment variables.</param>
    /// <param name="time">The day by which dates of the policy are judged; null: the system's.</param>
    /// <returns>All diagnostics, and the snapshot if none of them is an error.</returns>
    public static PolicyLoadResult Load(string directory, Func<string, string?>? environment = null, TimeProvider? time = null) =>
        Load(directory, ShippedDirectory, environment ?? Environment.GetEnvironmentVariable, time);

    internal static PolicyLoadResult Load(string directory, string shipped, Func<string, string?> environment, TimeProvider? time = null)
    {
        var diagnostics = new DiagnosticBag();
        return Load(PolicyFiles.Read(directory, shipped, diagnostics), environment, diagnostics, time);
    }

    internal static PolicyLoadResult Load(PolicyFiles files, Func<string, string?> environment, DiagnosticBag diagnostics, TimeProvider? time = null)
    {
        // Parse.
        var taxonomyFiles = files.In("taxonomy").Select(f => YamlTreeParser.Parse(f.Shown, f.Text, diagnostics)).ToList();
        var dictionaryFiles = files.In("protocols").Select(f => (Document: YamlTreeParser.Parse(f.Shown, f.Text, diagnostics), File: f)).ToList();
        var presetFiles = files.In("presets").Select(f => (Document: YamlTreeParser.Parse(f.Shown, f.Text, diagnostics), f.IsShipped)).ToList();
        var policyFile = PolicyGroups.Expand(new PolicyIncludes(files, diagnostics).Read(), diagnostics);

        // Bind.
        var reader = new NodeReader(diagnostics);
        var taxonomy = TaxonomyBinder.Bind(taxonomyFiles, reader);
        var (protocols, facts) = BindDictionaries(dictionaryFiles, NamedProtocols(policyFile), files.HasShippedTaxonomy, taxonomy, diagnostics);
        var policy = policyFile is null ? null : new PolicyBinder(reader, taxonomy, environment).Bind(policyFile, protocols, PresetBinder.BindAll(presetFiles, policyFile, taxonomy, diagnostics));

        var texts = NoticeTextsBinder.Bind(files.In("notices"), diagnostics);

        if (policy is null)
        {
            return new PolicyLoadResult(null, diagnostics.Sorted());
        }

        // Check.
        var resolver = new AllowanceResolver(policy.Never, taxonomy);
        PlaceholderChecks.Check(policyFile!.Root!, diagnostics);
        PolicyChecks.Check(policy, taxonomy, resolver, diagnostics, Today(policy, time ?? TimeProvider.System));
        if (diagnostics.HasErrors)
        {
            return new PolicyLoadResult(null, diagnostics.Sorted());
        }

        // Compile.
        var snapshot = new PolicyCompiler(policy, taxonomy, resolver, ClickIdIssuers.Of(taxonomy, facts), Trackers(facts)).Compile(files, texts);
        AcceptanceChecks.CheckApproval(policy, snapshot.Scope, diagnostics);
        return new PolicyLoadResult(snapshot, diagnostics.Sorted());
    }

    private static DateOnly Today(PolicyDeclaration policy, TimeProvider time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), policy.TimeZone).DateTime);

    // Of the shipped dictionaries only those are bound that a destination names; of the others only the vendor's facts matter. So it is with
    // copies of them, which have no mistakes either, unless another taxonomy makes some or another file has their name.
    private static (Dictionary<string, ProtocolDeclaration?> Protocols, List<VendorFacts> Facts) BindDictionaries(
        List<(YamlDocument Document, PolicyFile File)> documents, HashSet<string> named, bool hasShippedTaxonomy, DataTaxonomy taxonomy, DiagnosticBag diagnostics)
    {
        var protocols = new Dictionary<string, ProtocolDeclaration?>(StringComparer.Ordinal);
        List<VendorFacts> facts = [];
        var names = documents.CountBy(static d => DictionaryBinder.NameOf(d.Document) ?? "", StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var (document, file) in documents)
        {
            var isUnchanged = file.IsShipped || (file.IsAsShipped && hasShippedTaxonomy && names[DictionaryBinder.NameOf(document) ?? ""] == 1);
            if (isUnchanged && DictionaryBinder.BindFacts(document) is var (name, known) && !named.Contains(name))
            {
                protocols.TryAdd(name, null);
                facts.Add(known);
                continue;
            }

            if (DictionaryBinder.Bind(document, taxonomy, diagnostics) is not { } protocol)
            {
                continue;
            }

            facts.Add(protocol.Facts);
            if (!protocols.TryAdd(protocol.Name, protocol))
            {
                // The author's own files come first, and there the name can be changed.
                diagnostics.Report(
                    DiagnosticIds.NamedTwice, protocols[protocol.Name]!.Span, $"the dictionary '{protocol.Name}' is also in {protocol.Span.File}; a file of the same name would replace that one");
            }
        }

        return (protocols, facts);
    }

    private static ImmutableArray<KnownTracker> Trackers(IEnumerable<VendorFacts> facts) =>
        [.. facts.Where(f => !f.TrackerHosts.IsEmpty).Select(f => new KnownTracker(f.Protocol, f.Title ?? f.Vendor, f.TrackerHosts))];

    private static HashSet<string> NamedProtocols(YamlDocument? policy) =>
        policy?.Root?.Find("destinations") is YamlMapping destinations
            ? [.. destinations.Entries.Select(e => (e.Value as YamlMapping)?.Find("protocol")).OfType<YamlScalar>().Select(p => p.Value)]
            : [];
}

/// <summary>What came of loading a policy.</summary>
/// <param name="Snapshot">The compiled policy, or null where a diagnostic is an error.</param>
/// <param name="Diagnostics">Everything that was found, sorted by file, line and column.</param>
public sealed record PolicyLoadResult(PolicySnapshot? Snapshot, ImmutableArray<Diagnostic> Diagnostics);
